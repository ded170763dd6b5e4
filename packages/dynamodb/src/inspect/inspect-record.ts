import type { Json, JsonObject } from '@eventsource/core';
import { isExact } from './exact-numbers.js';
import type { InspectedEvent, UnreadableRecord } from './inspected.js';

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Reads a record without knowing its event, and never fails: what is no record is told with its bytes. */
export function inspectRecord(version: number, bytes: Uint8Array): InspectedEvent | UnreadableRecord {
  const size = bytes.byteLength;
  try {
    return { version, size, ...eventIn(utf8.decode(bytes)) };
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    return { version, size, problem, bytes: Buffer.from(bytes).toString('base64') };
  }
}

function eventIn(text: string): Omit<InspectedEvent, 'version' | 'size'> {
  const record: Json = JSON.parse(text);
  if (!isObject(record)) throw new TypeError('it is not a JSON object.');
  const { t, d, v = 1, a, m = {} } = record;
  if (typeof t !== 'string') throw new TypeError('it has no stored name "t".');
  if (d === undefined) throw new TypeError('it has no payload "d".');
  if (typeof v !== 'number') throw new TypeError('its schema version "v" is not a number.');
  if (a !== undefined && typeof a !== 'string') throw new TypeError('its time "a" is not text.');
  if (!isObject(m)) throw new TypeError('its metadata "m" is not an object.');
  const event = { name: t, schemaVersion: v, time: a, metadata: m, payload: d };
  return isExact(text) ? event : { ...event, exact: text };
}

const isObject = (value: Json): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
