import { MalformedRecordError } from '../errors/event-errors.js';
import { parseJson } from '../json.js';
import { isJsonRecord, type JsonRecord } from './json-record.js';
import type { RecordPosition } from './serializer.js';

const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Reads a record without the event classes: for tools that forward or show events as they are stored.
 *
 * @throws {MalformedRecordError} when it is not a record of the `JsonSerializer`, or holds hostile keys.
 * @example
 * const { t: name, d: payload } = readJsonRecord(record, { stream: 'order:o-1', version: 3 });
 */
export function readJsonRecord(bytes: Uint8Array, { stream, version, location }: RecordPosition): JsonRecord {
  let record: unknown;
  try {
    record = parseJson(utf8.decode(bytes));
  } catch (cause) {
    const problem = cause instanceof Error ? cause.message : 'it is not JSON.';
    throw new MalformedRecordError(stream, version, problem, { cause, location });
  }
  if (isJsonRecord(record)) return record;
  throw new MalformedRecordError(stream, version, 'it is not of the form {"t":"<stored name>","d":{…}}.', { location });
}
