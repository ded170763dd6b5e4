import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { DeliveredCommit } from '@eventsource/core';
import { merged } from './merge.js';
import { order } from './order.js';
import { SortedFile } from './sorted-file.js';

/** Files that are merged at once, each with a block of memory: more of them become one first. */
const MOST_FILES = 64;
/** In bytes, of a commit beside its records. */
const OVERHEAD = 400;
/** In commits. */
const BATCH = 1000;

type Batches = AsyncGenerator<readonly DeliveredCommit[], void, undefined>;

/** Sorts commits, of which there may be more than the memory holds: what is too much goes to temporary files, sorted. */
export class Sorter {
  #commits: DeliveredCommit[] = [];
  #bytes = 0;
  #files = 0;
  /** By how often they were merged: those of one level are about as large. */
  readonly #levels: SortedFile[][] = [];

  private constructor(
    private readonly folder: string,
    private readonly memory: number,
  ) {}

  /** @param memory in bytes, before what is held goes to a file. */
  static async in(directory: string, memory: number): Promise<Sorter> {
    return new Sorter(await mkdtemp(join(directory, 'eventsource-replay-')), memory);
  }

  async add(commit: DeliveredCommit): Promise<void> {
    this.#commits.push(commit);
    this.#bytes += OVERHEAD + commit.records.reduce((sum, { length }) => sum + length, 0);
    if (this.#bytes >= this.memory) await this.#spill();
  }

  /** All that was added, stream by stream, in order, once. */
  sorted(): Batches {
    this.#commits.sort(order);
    const held = batchesOf(this.#commits);
    return merged([held, ...this.#levels.flat().map((file) => file.read())]);
  }

  async close(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }

  async #spill(): Promise<void> {
    this.#commits.sort(order);
    await this.#keep(batchesOf(this.#commits), 0);
    this.#commits = [];
    this.#bytes = 0;
  }

  async #keep(batches: Batches, level: number): Promise<void> {
    const file = new SortedFile(join(this.folder, String(this.#files++)));
    await file.write(batches);
    const files = this.#levels[level] ?? [];
    this.#levels[level] = files;
    files.push(file);
    if (files.length < MOST_FILES) return;
    this.#levels[level] = [];
    await this.#keep(merged(files.map((file) => file.read())), level + 1);
    for (const file of files) await file.remove();
  }
}

async function* batchesOf(commits: readonly DeliveredCommit[]): Batches {
  for (let from = 0; from < commits.length; from += BATCH) yield commits.slice(from, from + BATCH);
}
