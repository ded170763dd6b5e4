import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { type Fields, isFields } from '../../reading/checkpoint-fields.js';
import { type ReadItem, readItem } from '../../reading/read-item.js';
import { ArchiveError } from '../errors/archive-error.js';
import { ArchiveCounts, type ArchiveEnd } from './archive-counts.js';
import { checkEnd, checkHeader, isEnd } from './archive-format.js';
import { itemIn } from './item-line.js';
import { LineProblem } from './line-problem.js';
import { type Line, linesIn } from './lines.js';

/**
 * Yields the items of an archive, one after another, and returns what its last line says. Nothing of it is to be believed
 * before that.
 *
 * @throws {ArchiveError} when it is none, or damaged, truncated or edited.
 */
export async function* readArchive(file: string): AsyncGenerator<ReadItem, ArchiveEnd, undefined> {
  const counts = new ArchiveCounts();
  let number = 1;
  let previous: ReadItem | undefined;
  let end: ArchiveEnd | undefined;
  try {
    for await (const line of linesIn(await bytesOf(file))) {
      const fields = fieldsOf(line, end);
      if (number === 1) {
        checkHeader(fields);
        counts.add(line.bytes);
      } else if (isEnd(fields)) {
        end = counts.end();
        checkEnd(fields, end);
      } else {
        previous = following(readItem(file, itemIn(fields)), previous);
        counts.add(line.bytes, previous);
        yield previous;
      }
      number++;
    }
  } catch (error) {
    throw archiveError(error, file, number);
  }
  if (end) return end;
  throw new ArchiveError(file, undefined, number === 1 ? 'it is empty.' : 'it was cut off: its last line is missing.');
}

async function bytesOf(file: string): Promise<AsyncIterable<Buffer>> {
  // By its content: names get lost on the way.
  const compressed = await isGzip(file);
  const bytes = createReadStream(file);
  return compressed ? pipeline(bytes, createGunzip(), () => {}) : bytes;
}

async function isGzip(file: string): Promise<boolean> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(2), 0, 2, 0);
    return bytesRead === 2 && buffer.readUInt16BE() === 0x1f8b;
  } finally {
    await handle.close();
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function fieldsOf({ bytes, ended }: Line, end: ArchiveEnd | undefined): Fields {
  if (end) throw new LineProblem('it comes after the last line.');
  if (!ended) throw new LineProblem('the file was cut off here.');
  const value = parsed(bytes);
  if (!isFields(value) || Array.isArray(value)) throw new LineProblem('it is not a JSON object.');
  return value;
}

function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(utf8.decode(bytes));
  } catch {
    throw new LineProblem('it is not JSON.');
  }
}

/** @throws {LineProblem} when an item does not come after the one before it in its stream. */
function following(item: ReadItem, previous: ReadItem | undefined): ReadItem {
  if (item.key !== previous?.key || Number(item.partition) > Number(previous.partition)) return item;
  throw new LineProblem(`partition ${item.partition} comes after ${previous.partition}.`);
}

function archiveError(error: unknown, file: string, number: number): unknown {
  if (error instanceof LineProblem) return new ArchiveError(file, number, error.message);
  if (!(error instanceof Error) || !('code' in error)) return error;
  if (error.code === 'ENOENT') return new ArchiveError(file, undefined, 'it does not exist.', { cause: error });
  return new ArchiveError(file, undefined, `it cannot be read: ${error.message}.`, { cause: error });
}
