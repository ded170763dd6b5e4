import type { Claim } from './claim.js';
import { EXPIRES, FORMAT, OWNER } from './format.js';
import type { Item } from './reservation-items.js';

/** As the condition `#expires <= :now` has it: what is no number never expires. */
export function hasExpired(item: Item, now: bigint): boolean {
  const expires = item[EXPIRES]?.N;
  if (expires === undefined) return false;
  return (/^-?\d+$/.test(expires) ? BigInt(expires) : Number(expires)) <= now;
}

/** The Go library stores an empty owner as NULL; that is nobody whom one could name. */
export const isOwnedBy = (item: Item, owner: string): boolean => item[OWNER]?.S === owner;

export const isOfGo = (item: Item): boolean => item[FORMAT] === undefined;

/** Whether someone else than the claimant has it. */
export const isOthers = (item: Item | undefined, { owner, now }: Claim): boolean =>
  item !== undefined && !hasExpired(item, now) && !isOwnedBy(item, owner);
