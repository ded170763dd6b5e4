import type { Json } from '@eventsource/core';

/**
 * State as JSON for people: dates in ISO 8601, maps as objects or as pairs, sets as lists, bytes as base64, large integers
 * and numbers that are none as text. What refers to what holds it is `"[circular]"`.
 */
export function readableState(value: unknown, within: readonly unknown[] = []): Json {
  if (value === undefined) return null;
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (typeof value !== 'object') return typeof value === 'function' ? `[function ${value.name}]` : String(value);
  if (within.includes(value)) return '[circular]';
  return readableObject(value, [...within, value]);
}

function readableObject(value: object, within: readonly unknown[]): Json {
  const read = (inner: unknown): Json => readableState(inner, within);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'Invalid Date' : value.toISOString();
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (value instanceof Map) return readableMap(value, read);
  if (value instanceof Set) return [...value].map(read);
  if (Array.isArray(value)) return value.map(read);
  const fields = Object.entries(value).filter(([, field]) => field !== undefined);
  return Object.fromEntries(fields.map(([name, field]) => [name, read(field)]));
}

function readableMap(map: ReadonlyMap<unknown, unknown>, read: (value: unknown) => Json): Json {
  const isNamed = [...map.keys()].every((key) => typeof key === 'string');
  const pairs = [...map].map(([key, value]) => [read(key), read(value)] as const);
  return isNamed ? Object.fromEntries(pairs.map(([key, value]) => [String(key), value])) : pairs;
}
