import type { DeliveredCommit } from '@eventsource/core';

/** What a batch takes at most; one commit more than it in bytes, since that is known only afterwards. */
const MOST_COMMITS = 1000;
const MOST_BYTES = 1024 * 1024;

/** Commits that are handed on together: many small ones, so that each costs little, and few large ones, since memory holds them. */
export class Batch {
  #commits: DeliveredCommit[] = [];
  #bytes = 0;

  /** @returns whether it is full. */
  add(commit: DeliveredCommit): boolean {
    this.#commits.push(commit);
    this.#bytes += sizeOf(commit);
    return this.#commits.length >= MOST_COMMITS || this.#bytes >= MOST_BYTES;
  }

  /** What is in it; from then on it is empty. */
  take(): readonly DeliveredCommit[] {
    const commits = this.#commits;
    [this.#commits, this.#bytes] = [[], 0];
    return commits;
  }
}

/** Of its records, in bytes. */
export const sizeOf = ({ records }: DeliveredCommit): number => records.reduce((sum, { length }) => sum + length, 0);

/** All of them, batch by batch. */
export function* batchesOf(commits: Iterable<DeliveredCommit>): Generator<readonly DeliveredCommit[], void, undefined> {
  const batch = new Batch();
  for (const commit of commits) if (batch.add(commit)) yield batch.take();
  const rest = batch.take();
  if (rest.length > 0) yield rest;
}
