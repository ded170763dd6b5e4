import type { Fields } from '../../reading/checkpoint-fields.js';
import { base64Of, bytesIn } from './base64.js';
import { LineProblem } from './line-problem.js';

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Stored bytes as members of a JSON object: `"<name>":<the JSON itself>` where reading and writing that JSON gives the same
 * bytes again, else `"base64":"…"`. Spaces, `1.0`, repeated or numeric keys, and what is no JSON would not come back.
 */
export function storedJson(name: string, bytes: Uint8Array): string {
  const text = jsonText(bytes);
  return text === undefined ? `"base64":"${base64Of(bytes)}"` : `"${name}":${text}`;
}

function jsonText(bytes: Uint8Array): string | undefined {
  try {
    const text = utf8.decode(bytes);
    return JSON.stringify(JSON.parse(text)) === text ? text : undefined;
  } catch {
    return undefined;
  }
}

/** The bytes in an object with such members. @throws {LineProblem} */
export function storedBytes(name: string, fields: Fields): Uint8Array {
  const { base64 } = fields;
  const isJson = Object.hasOwn(fields, name);
  if (isJson === (base64 !== undefined)) throw new LineProblem(`it needs either "${name}" or "base64".`);
  return isJson ? Buffer.from(JSON.stringify(fields[name])) : bytesIn(base64);
}
