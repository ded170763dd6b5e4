import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { PassThrough, type Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { isFields } from '../../reading/checkpoint-fields.js';
import type { ReadItem } from '../../reading/read-item.js';
import { ArchiveCounts, type ArchiveEnd } from '../archive/archive-counts.js';
import { endLine, HEADER } from '../archive/archive-format.js';
import { itemIn, itemLine } from '../archive/item-line.js';
import { UnverifiedCopyError } from '../errors/unverified-copy-error.js';
import { sameItem } from '../same-item.js';

/** Writes an archive from its first line to its last, and no faster than the disk takes it. */
export class ArchiveWriter {
  readonly #input: Transform;
  readonly #written: Promise<void>;
  readonly #counts = new ArchiveCounts();

  constructor(
    readonly path: string,
    { compressed }: { readonly compressed: boolean },
  ) {
    this.#input = compressed ? createGzip() : new PassThrough();
    this.#written = pipeline(this.#input, createWriteStream(path, { flush: true }));
    // Whoever writes next, or ends, is told.
    this.#written.catch(() => {});
    this.#counts.add(HEADER);
    this.#input.write(`${HEADER}\n`);
  }

  async add(items: readonly ReadItem[]): Promise<void> {
    for (const read of items) {
      const line = this.#lineOf(read);
      this.#counts.add(line, read);
      if (!this.#input.write(`${line}\n`)) await Promise.race([once(this.#input, 'drain'), this.#written]);
    }
  }

  /** What reads back differently would be found when it is too late. */
  #lineOf({ key, partition, item }: ReadItem): string {
    const line = itemLine(item);
    const fields: unknown = JSON.parse(line);
    if (isFields(fields) && sameItem(itemIn(fields), item)) return line;
    throw new UnverifiedCopyError(this.path, key, `the item at partition ${partition} cannot be put into JSON.`);
  }

  /** Writes the last line. @returns what it says, once everything is on the disk. */
  async end(): Promise<ArchiveEnd> {
    const end = this.#counts.end();
    this.#input.end(`${endLine(end)}\n`);
    await this.#written;
    return end;
  }

  /** Nothing more is written. */
  async abandon(): Promise<void> {
    this.#input.destroy();
    await this.#written.catch(() => {});
  }
}
