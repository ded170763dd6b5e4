import { constants } from 'node:fs';
import { access, link, rename, rm } from 'node:fs/promises';
import type { ReadItem } from '../../reading/read-item.js';
import type { ArchiveEnd } from '../archive/archive-counts.js';
import { readArchive } from '../archive/read-archive.js';
import type { CopyTotals } from '../copy-totals.js';
import { FileExistsError } from '../errors/file-exists-error.js';
import { UnverifiedCopyError } from '../errors/unverified-copy-error.js';
import type { Target, TargetStream } from '../target.js';
import { ArchiveWriter } from './archive-writer.js';

/**
 * Writes an archive under a temporary name, reads it back, and only then gives it its own: a file of that name is whole. It
 * takes one stream at a time, and begins anew after an interruption.
 */
export class FileTarget implements Target, TargetStream {
  readonly concurrency = 1;
  readonly resumable = false;
  readonly #file: string;
  readonly #partial: string;
  readonly #writer: ArchiveWriter;

  constructor(
    file: string,
    readonly identity: string,
  ) {
    this.#file = file;
    this.#partial = `${file}.partial`;
    this.#writer = new ArchiveWriter(this.#partial, { compressed: file.endsWith('.gz') });
  }

  begin(): TargetStream {
    return this;
  }

  async take(items: readonly ReadItem[]): Promise<Partial<CopyTotals>> {
    await this.#writer.add(items);
    return { written: items.length };
  }

  async finish(): Promise<Partial<CopyTotals>> {
    const written = await this.#writer.end();
    const read = await this.#readBack();
    if (read.sha256 !== written.sha256)
      throw new UnverifiedCopyError(this.#partial, undefined, 'it reads back differently.');
    await this.#nameIt();
    return { verified: read.items };
  }

  async close(): Promise<void> {
    await this.#writer.abandon();
    await rm(this.#partial, { force: true });
  }

  async #readBack(): Promise<ArchiveEnd> {
    const items = readArchive(this.#partial);
    for (;;) {
      const { done, value } = await items.next();
      if (done) return value;
    }
  }

  /** Unlike a renaming, a link never takes the place of a file that somebody made meanwhile; but not every disk has them. */
  async #nameIt(): Promise<void> {
    try {
      await link(this.#partial, this.#file);
    } catch {
      await refuseExisting(this.#file);
      await rename(this.#partial, this.#file);
    }
  }
}

/** @throws {FileExistsError} */
export async function refuseExisting(file: string): Promise<void> {
  if (await exists(file)) throw new FileExistsError(file);
}

const exists = (file: string): Promise<boolean> =>
  access(file, constants.F_OK).then(
    () => true,
    () => false,
  );
