import type { Place, ReadItem } from '../../reading/read-item.js';
import type { ArchiveEnd } from '../archive/archive-counts.js';
import { readArchive } from '../archive/read-archive.js';
import { ArchiveError } from '../errors/archive-error.js';
import type { Selection } from '../selection.js';
import type { Chunk, Chunks, Source } from '../source.js';

/** In bytes, of one chunk: as much as a page that is read back from a table. */
const CHUNK = 1024 * 1024;

/** Reads an archive twice: once to know that it is whole, before anything of it is believed, and once to copy it. */
export class FileSource implements Source {
  readonly #file: string;
  readonly #selection: Selection;
  readonly #end: ArchiveEnd;

  private constructor(file: string, selection: Selection, end: ArchiveEnd) {
    this.#file = file;
    this.#selection = selection;
    this.#end = end;
  }

  /** @throws {ArchiveError} when the file is no whole archive. */
  static async open(file: string, selection: Selection, signal: AbortSignal): Promise<FileSource> {
    const items = readArchive(file);
    for (;;) {
      signal.throwIfAborted();
      const { done, value } = await items.next();
      if (done) return new FileSource(file, selection, value);
    }
  }

  /** That of its content: a checkpoint is of no use with another. */
  get identity(): string {
    return `sha256:${this.#end.sha256}`;
  }

  get expected() {
    return { items: this.#end.items };
  }

  async *chunks(after: Place | undefined): Chunks {
    let chunk: ReadItem[] = [];
    let size = 0;
    for await (const item of this.#items(after)) {
      if (chunk[0] && (chunk[0].key !== item.key || size + item.size > CHUNK)) {
        yield chunkOf(chunk[0], chunk);
        [chunk, size] = [[], 0];
      }
      chunk.push(item);
      size += item.size;
    }
    if (chunk[0]) yield chunkOf(chunk[0], chunk);
  }

  async close(): Promise<void> {}

  /** The chosen ones behind a place. */
  async *#items(after: Place | undefined): AsyncGenerator<ReadItem, void, undefined> {
    const items = readArchive(this.#file);
    let isBehind = after === undefined;
    for (;;) {
      const { done, value } = await items.next();
      if (done) return this.#refuseAnother(value);
      if (isBehind && this.#selection.has(value.key)) yield value;
      isBehind ||= value.key === after?.key && value.partition === after.partition;
    }
  }

  #refuseAnother({ sha256 }: ArchiveEnd): void {
    if (sha256 === this.#end.sha256) return;
    throw new ArchiveError(this.#file, undefined, 'it was replaced by another during the copy.');
  }
}

const chunkOf = ({ key }: ReadItem, items: readonly ReadItem[]): Chunk => ({ key, items });
