import { memberText } from '../publisher/member-text.js';
import { ArchiveLineError } from './archive-line-error.js';

/** An event of the archive. */
export interface ArchivedEvent {
  readonly stream: string;
  readonly version: number;
  /** The record as it is stored. */
  readonly record: Uint8Array;
}

/**
 * One line of the archive, without its end: `{"stream":"order:o-1","version":3,"record":{…}}`. The record is the JSON that
 * is stored, untouched; one that is no JSON on one line stands there as a string of base64.
 */
export function archiveLine({ stream, version, record }: ArchivedEvent): string {
  return `{"stream":${JSON.stringify(stream)},"version":${version},"record":${recordText(record)}}`;
}

/**
 * Reads a line that `firehosePublisher` has written, and gives back the very bytes of the record. A transformation on the way
 * may have added members or put them in another order: the text of the record is taken as it stands there.
 *
 * @param line without its end.
 * @throws {ArchiveLineError} when it is no such line.
 * @example
 * const { stream, version, record } = readArchiveLine(line);
 */
export function readArchiveLine(line: string): ArchivedEvent {
  const parsed = parse(line);
  if (!isLine(parsed)) throw new ArchiveLineError(line);
  const { stream, version, record } = parsed;
  if (typeof record === 'string') return { stream, version, record: Buffer.from(record, 'base64') };
  // Not what JSON.parse has made of it, which would round large numbers.
  const text = memberText(line, 'record') ?? JSON.stringify(record);
  return { stream, version, record: Buffer.from(text) };
}

function recordText(record: Uint8Array): string {
  const bytes = Buffer.from(record.buffer, record.byteOffset, record.byteLength);
  const text = bytes.toString();
  return isObjectOnOneLine(text) ? text : JSON.stringify(bytes.toString('base64'));
}

/** Bytes that are no UTF-8 would not come back: they show as replacement characters. */
function isObjectOnOneLine(text: string): boolean {
  if (!text.startsWith('{') || !text.endsWith('}') || /[\n\r\ufffd]/.test(text)) return false;
  try {
    return typeof JSON.parse(text) === 'object';
  } catch {
    return false;
  }
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (cause) {
    throw new ArchiveLineError(line, { cause });
  }
}

function isLine(value: unknown): value is { stream: string; version: number; record: string | object } {
  if (typeof value !== 'object' || value === null) return false;
  if (!('stream' in value && 'version' in value && 'record' in value)) return false;
  const { stream, version, record } = value;
  return (
    typeof stream === 'string' &&
    Number.isInteger(version) &&
    (typeof record === 'string' || (typeof record === 'object' && record !== null))
  );
}
