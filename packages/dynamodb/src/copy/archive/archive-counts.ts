import { createHash } from 'node:crypto';
import type { ReadItem } from '../../reading/read-item.js';

/** What the last line of an archive says of those before it. */
export interface ArchiveEnd {
  readonly streams: number;
  readonly items: number;
  readonly events: number;
  /** Of all bytes before the last line, uncompressed, in hexadecimal. */
  readonly sha256: string;
}

/** Counts what an archive holds, line by line. */
export class ArchiveCounts {
  readonly #hash = createHash('sha256');
  #streams = 0;
  #items = 0;
  #events = 0;
  #stream: string | undefined;

  /** @param line without its end. */
  add(line: Buffer | string, read?: ReadItem): void {
    this.#hash.update(line).update('\n');
    if (!read) return;
    this.#streams += read.key === this.#stream ? 0 : 1;
    this.#stream = read.key;
    this.#items++;
    this.#events += read.versions.length;
  }

  /** Once, after the last item. */
  end(): ArchiveEnd {
    return { streams: this.#streams, items: this.#items, events: this.#events, sha256: this.#hash.digest('hex') };
  }
}
