import { createHash } from 'node:crypto';
import { UnserializableError } from '../errors/event-errors.js';

/**
 * Tells commands apart that come with the same id: 8 bytes in hex of the handler and the payload. The order of fields does
 * not count, and neither does the name of the class, which minifiers change between two deployments.
 *
 * @throws {UnserializableError} when the payload refers back to itself.
 */
export function commandDigest(payload: unknown, handler: string): string {
  try {
    return createHash('sha256')
      .update(JSON.stringify([handler, payload], canonical))
      .digest('hex')
      .slice(0, 16);
  } catch (cause) {
    throw new UnserializableError(`Command for ${handler}`, '', 'has an id, but its payload has no canonical form.', {
      cause,
    });
  }
}

function canonical(_: string, value: unknown): unknown {
  if (typeof value === 'bigint') return `${value}n`;
  if (value instanceof Map || value instanceof Set) return [...value];
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
}
