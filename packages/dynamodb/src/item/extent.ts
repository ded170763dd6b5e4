import type { StoredCommit } from '@eventsource/core';

/** Which versions a commit holds. */
export interface Extent {
  readonly first: number;
  readonly last: number;
}

export const lastVersion = ({ first, records }: StoredCommit): number => first + records.length - 1;

export const extentOf = (commit: StoredCommit): Extent => ({ first: commit.first, last: lastVersion(commit) });
