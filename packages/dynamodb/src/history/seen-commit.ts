import type { Snapshot, StoredCommit } from '@eventsource/core';
import type { DecodedItem } from '../item/decode.js';
import { type Extent, lastVersion } from '../item/extent.js';

/**
 * A commit as far as a read shows it. Of a commit of several items it may show some only: because the page ends, because
 * the range does, or because the transaction that stores them is visible item by item.
 */
export interface SeenCommit {
  /** Of the whole commit. */
  readonly extent: Extent;
  /** In the order that they were read in. */
  readonly parts: readonly StoredCommit[];
  readonly snapshot?: Snapshot;
}

/** The commits that items belong to, in the order of the items. */
export function commitsIn(items: readonly DecodedItem[]): SeenCommit[] {
  const commits: SeenCommit[] = [];
  for (const { part, ...rest } of items) {
    const before = commits.at(-1);
    if (before && isSame(before.extent, rest.extent)) commits[commits.length - 1] = withPart(before, part, rest);
    else commits.push({ ...rest, parts: [part] });
  }
  return commits;
}

const isSame = (one: Extent, other: Extent): boolean => one.first === other.first && one.last === other.last;

const withPart = (before: SeenCommit, part: StoredCommit, { snapshot }: Pick<SeenCommit, 'snapshot'>): SeenCommit => ({
  ...before,
  parts: [...before.parts, part],
  ...(snapshot && { snapshot }),
});

/** The commit, if the read shows all of it in one item. */
export function onlyPart({ extent, parts }: SeenCommit): StoredCommit | undefined {
  const [part] = parts;
  return part && part.first === extent.first && lastVersion(part) === extent.last ? part : undefined;
}
