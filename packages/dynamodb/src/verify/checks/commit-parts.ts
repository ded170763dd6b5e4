import type { StoredCommit } from '@eventsource/core';
import { MAX_TRANSACTION_ITEMS } from '../../append/transact.js';
import type { DecodedItem } from '../../item/decode.js';
import { type Extent, lastVersion } from '../../item/extent.js';

/** What an item does for the commit that it is of. */
export interface Joined {
  /** The commit, if it is whole by now. */
  readonly commit?: StoredCommit;
  /** Why the item cannot be of the commit that it says it is of. */
  readonly problem?: string;
}

/** Puts the parts of commits of several items together. It holds one commit at most, which a transaction keeps to 4 MB. */
export class CommitParts {
  #extent: Extent | undefined;
  #parts: StoredCommit[] = [];
  #skipped = false;

  /** The newest commit, if its last part has not come. */
  get open(): Extent | undefined {
    return this.#extent;
  }

  /** An item that cannot be read may have been a part of any commit. */
  skip(): void {
    this.#skipped = true;
  }

  /** @param reached the highest version of the items before. */
  add({ part, extent }: DecodedItem, reached: number): Joined {
    const problem = this.#problemWith(part, extent, reached);
    if (!isSame(this.#extent, extent) || problem !== undefined) this.#parts = [];
    this.#parts.push(part);
    this.#skipped = false;
    const isLast = lastVersion(part) === extent.last;
    this.#extent = isLast ? undefined : extent;
    const [first = part, ...others] = this.#parts;
    if (isLast) this.#parts = [];
    if (problem !== undefined) return { problem };
    return isLast && isWhole([first, ...others], extent) ? { commit: joined(first, others) } : {};
  }

  #problemWith(part: StoredCommit, extent: Extent, reached: number): string | undefined {
    const before = this.#extent;
    if (before && !isSame(before, extent) && part.first <= before.last) {
      return `It lies inside the commit of ${named(before)}, and is not of it.`;
    }
    if (!isSame(before, extent)) {
      const isTaken = extent.first < part.first && extent.first <= reached && !this.#skipped;
      return isTaken ? `It is of a commit of ${named(extent)}, but not what lies before it.` : undefined;
    }
    if (this.#parts.length === MAX_TRANSACTION_ITEMS) return `Its commit of ${named(extent)} has too many items.`;
    return hasSameId(this.#parts[0], part) ? undefined : `Its commit of ${named(extent)} has another id before.`;
  }
}

const named = ({ first, last }: Extent): string => `the versions ${first} to ${last}`;

const isSame = (one: Extent | undefined, other: Extent): boolean =>
  one?.first === other.first && one.last === other.last;

const hasSameId = (one: StoredCommit | undefined, other: StoredCommit): boolean =>
  one?.id !== undefined && other.id !== undefined && Buffer.compare(one.id, other.id) === 0;

function isWhole(parts: readonly StoredCommit[], extent: Extent): boolean {
  let next = extent.first;
  for (const part of parts) {
    if (part.first !== next) return false;
    next = lastVersion(part) + 1;
  }
  return true;
}

function joined(first: StoredCommit, others: readonly StoredCommit[]): StoredCommit {
  if (others.length === 0) return first;
  const location = `partitions ${first.first} to ${others.at(-1)?.first}`;
  return { ...first, records: [first, ...others].flatMap(({ records }) => records), location };
}
