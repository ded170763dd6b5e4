import { rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { DeliveredCommit } from '@eventsource/core';
import { batchesOf, sizeOf } from './batch.js';
import { merged } from './merge.js';
import { order } from './order.js';
import { Places } from './place.js';
import { SortedFile } from './sorted-file.js';

/** Files that are merged at once, each with a block of memory: more of them become one first. */
const MOST_FILES = 64;
/** In bytes, of a commit beside its records. */
const OVERHEAD = 400;

type Batches = AsyncGenerator<readonly DeliveredCommit[], void, undefined>;

export interface SorterOptions {
  /** Where temporary files go. */
  readonly directory: string;
  /** In bytes, before what is held goes to a file. */
  readonly memory: number;
  /** The names of the files that commits come from. */
  readonly files: readonly string[];
  /** Ends sorting. */
  readonly signal: AbortSignal | undefined;
}

/** Sorts commits, of which there may be more than the memory holds: what is too much goes to temporary files, sorted. */
export class Sorter {
  readonly #options: SorterOptions;
  readonly #places: Places;
  #commits: DeliveredCommit[] = [];
  #bytes = 0;
  #files = 0;
  /** By how often they were merged: those of one level are about as large. */
  readonly #levels: SortedFile[][] = [];
  /** A process that ends in between leaves nothing behind either, unless it is killed. */
  readonly #removeNow = () => rmSync(this.folder, { recursive: true, force: true });

  private constructor(
    private readonly folder: string,
    options: SorterOptions,
  ) {
    this.#options = options;
    this.#places = new Places(options.files);
    process.once('exit', this.#removeNow);
  }

  static async in(options: SorterOptions): Promise<Sorter> {
    return new Sorter(await mkdtemp(join(options.directory, 'eventsource-replay-')), options);
  }

  async add(commit: DeliveredCommit): Promise<void> {
    this.#commits.push(commit);
    this.#bytes += OVERHEAD + sizeOf(commit);
    if (this.#bytes >= this.#options.memory) await this.#spill();
  }

  /** All that was added, stream by stream, in order, once. @throws the signal's reason. */
  sorted(): Batches {
    return this.#merged([this.#held(), ...this.#levels.flat().map((file) => file.read())]);
  }

  async close(): Promise<void> {
    process.off('exit', this.#removeNow);
    await rm(this.folder, { recursive: true, force: true });
  }

  async #spill(): Promise<void> {
    await this.#keep(this.#held(), 0);
  }

  /** What is held goes out in order, and is held no more. */
  async *#held(): Batches {
    const commits = this.#commits.sort(order);
    [this.#commits, this.#bytes] = [[], 0];
    yield* batchesOf(commits);
  }

  async #keep(batches: Batches, level: number): Promise<void> {
    const file = new SortedFile(join(this.folder, String(this.#files++)), this.#places);
    await file.write(batches);
    const files = this.#levels[level] ?? [];
    this.#levels[level] = files;
    files.push(file);
    if (files.length < MOST_FILES) return;
    this.#levels[level] = [];
    await this.#keep(this.#merged(files.map((file) => file.read())), level + 1);
  }

  #merged(sequences: readonly Batches[]): Batches {
    return merged(sequences, this.#options.signal);
  }
}
