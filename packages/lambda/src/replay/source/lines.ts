import { FolderError } from '../errors/folder-error.js';
import { ReplayFileError } from '../errors/replay-file-error.js';
import type { Folder } from '../folder/folder.js';
import type { ReadOptions } from './replay-source.js';
import { unzipped } from './unzipped.js';

/** A line with its number, from 1 on, without its end. */
export interface Line {
  readonly text: string;
  readonly number: number;
}

/** Many times what an item of 400 KB takes as JSON. Without a limit, a file that is none of ours would fill the memory. */
const LONGEST = 16 * 1024 * 1024;
const NEWLINE = 0x0a;

/**
 * The lines of a file, which may be compressed: by its content, since names get lost on the way. Empty lines are left out.
 * Only `\n` ends a line: JSON may hold others that `node:readline` takes for ends.
 *
 * @param onChunk told of what was read, as it lies there.
 * @throws {ReplayFileError} when it is no text, truncated, or its lines never end.
 */
export async function* linesOf(
  folder: Folder,
  path: string,
  options: ReadOptions = {},
  onChunk: (chunk: Uint8Array) => void = () => {},
): AsyncGenerator<Line, void, undefined> {
  const file = `${folder.name}/${path}`;
  let number = 1;
  try {
    const bytes = watched(await folder.read(path, options), { onChunk, ...options });
    for await (const bytesOfLine of split(unzipped(bytes))) {
      const text = bytesOfLine && textOf(bytesOfLine);
      if (text === undefined)
        throw new ReplayFileError(file, number, bytesOfLine ? 'it is not UTF-8.' : 'it never ends.');
      if (text !== '') yield { text, number };
      number++;
    }
  } catch (cause) {
    options.signal?.throwIfAborted();
    throw fileError(cause, file, number);
  }
}

interface Watching extends ReadOptions {
  readonly onChunk: (chunk: Uint8Array) => void;
}

async function* watched(bytes: AsyncIterable<Uint8Array>, { onChunk, onBytes }: Watching) {
  for await (const chunk of bytes) {
    onChunk(chunk);
    onBytes?.(chunk.length);
    yield chunk;
  }
}

/** Undefined for one that is too long. */
async function* split(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array | undefined, void, undefined> {
  let parts: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, start)) {
      parts.push(chunk.subarray(start, end));
      yield parts.length === 1 ? parts[0] : Buffer.concat(parts);
      [parts, length, start] = [[], 0, end + 1];
    }
    parts.push(chunk.subarray(start));
    length += chunk.length - start;
    if (length > LONGEST) return yield undefined;
  }
  if (length > 0) yield Buffer.concat(parts);
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function textOf(bytes: Uint8Array): string | undefined {
  try {
    return utf8.decode(bytes);
  } catch {
    return undefined;
  }
}

function fileError(cause: unknown, file: string, number: number): unknown {
  if (cause instanceof ReplayFileError || cause instanceof FolderError || !(cause instanceof Error)) return cause;
  const isZlib = 'code' in cause && String(cause.code).startsWith('Z_');
  const problem = isZlib ? `its compression ends, or is damaged, here (${cause.message}).` : `${cause.message}.`;
  return new ReplayFileError(file, number, problem, { cause });
}
