import type { DeliveredCommit } from '@eventsource/core';
import { ContradictingFilesError } from '../errors/contradicting-files-error.js';

/** Lets of each event one through, as they come in their order. */
export class Once {
  /** What reaches furthest in its stream. */
  #previous: DeliveredCommit | undefined;

  /**
   * @returns how many of its events are new; 0 for one that is not needed.
   * @throws {ContradictingFilesError} when an event is another than the one before it of the same version.
   */
  next(commit: DeliveredCommit): number {
    const previous = this.#previous?.stream === commit.stream ? this.#previous : undefined;
    if (previous) compare(previous, commit);
    const reached = previous ? lastOf(previous) : 0;
    if (lastOf(commit) > reached) this.#previous = commit;
    return Math.max(0, Math.min(commit.records.length, lastOf(commit) - reached));
  }
}

/** The later one begins behind the beginning of the earlier one, or with it. */
function compare(earlier: DeliveredCommit, later: DeliveredCommit): void {
  const offset = later.first - earlier.first;
  const differs = later.records.findIndex((record, index) => {
    const other = earlier.records[offset + index];
    return other !== undefined && Buffer.compare(other, record) !== 0;
  });
  if (differs === -1) return;
  const places = [earlier.location ?? '?', later.location ?? '?'] as const;
  throw new ContradictingFilesError(later.stream, later.first + differs, places);
}

const lastOf = ({ first, records }: DeliveredCommit): number => first + records.length - 1;
