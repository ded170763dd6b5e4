import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import type { Writable } from 'node:stream';
import { CheckpointError } from '@eventsource/dynamodb';
import { UsageError } from '../../errors/usage-error.js';

/** What a file is about. */
interface Reading {
  readonly table: string;
  readonly segments: number;
}

interface Kept extends Reading {
  readonly found: number;
  readonly checkpoints: readonly (string | null)[];
}

/** Milliseconds between two writings of the file: what a killed process has to read again, at most. */
const EVERY = 1000;

/** How far each segment has come, in a file, if there is to be one. */
export class CheckpointFile {
  #found: number;
  readonly #checkpoints: (string | undefined)[];
  #written = performance.now();
  #writing: Promise<void> = Promise.resolve();

  private constructor(
    private readonly path: string | undefined,
    private readonly reading: Reading,
    kept: Kept | undefined,
  ) {
    this.#found = kept?.found ?? 0;
    this.#checkpoints = kept
      ? kept.checkpoints.map((checkpoint) => checkpoint ?? undefined)
      : Array.from({ length: reading.segments }, () => undefined);
  }

  /** @throws {CheckpointError} when the file is none of these. @throws {UsageError} when it is about another reading. */
  static async open(path: string | undefined, reading: Reading): Promise<CheckpointFile> {
    const kept = path === undefined ? undefined : await keptIn(path);
    if (path !== undefined && kept) refuseOther(path, kept, reading);
    return new CheckpointFile(path, reading, kept);
  }

  /** How many findings have been told. */
  get found(): number {
    return this.#found;
  }

  /** One for each segment; undefined for one that has not begun. */
  get checkpoints(): readonly (string | undefined)[] {
    return this.#checkpoints;
  }

  /** To be called when all findings before the checkpoint have been told. */
  mark(segment: number, checkpoint: string, found: number): void {
    this.#checkpoints[segment] = checkpoint;
    this.#found = found;
    if (performance.now() - this.#written < EVERY) return;
    this.#written = performance.now();
    // A failure shows when the file is written for the last time.
    this.#writing = this.#writing.then(() => this.#write()).catch(() => undefined);
  }

  /** Writes the file for another run, and says so. */
  async keep(stderr: Writable): Promise<void> {
    if (this.path === undefined) return;
    await this.#writing;
    await this.#write();
    stderr.write(`${this.path} tells how far it has come: run the same command again to go on.\n`);
  }

  /** There is nothing to go on with: the next run begins anew. */
  async remove(): Promise<void> {
    await this.#writing;
    if (this.path !== undefined) await rm(this.path, { force: true });
  }

  /** Beside the place, and moved in one step, so that what is in the place is always whole. */
  async #write(): Promise<void> {
    if (this.path === undefined) return;
    const kept: Kept = {
      ...this.reading,
      found: this.#found,
      checkpoints: this.#checkpoints.map((checkpoint) => checkpoint ?? null),
    };
    await writeFile(`${this.path}.new`, JSON.stringify(kept));
    await rename(`${this.path}.new`, this.path);
  }
}

async function keptIn(path: string): Promise<Kept | undefined> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  const value = parsed(text);
  if (isKept(value)) return value;
  throw new CheckpointError(`file "${path}" is none that this command wrote.`);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isKept = (value: unknown): value is Kept =>
  typeof value === 'object' &&
  value !== null &&
  'table' in value &&
  'segments' in value &&
  'found' in value &&
  typeof value.found === 'number' &&
  'checkpoints' in value &&
  Array.isArray(value.checkpoints) &&
  value.checkpoints.length === value.segments &&
  value.checkpoints.every((checkpoint) => checkpoint === null || typeof checkpoint === 'string');

function refuseOther(path: string, kept: Kept, { table, segments }: Reading): void {
  if (kept.table !== table) throw new UsageError(`File "${path}" is about table "${kept.table}".`);
  if (kept.segments === segments) return;
  throw new UsageError(
    `File "${path}" is about a reading in ${kept.segments} segments: pass --segments ${kept.segments}.`,
  );
}
