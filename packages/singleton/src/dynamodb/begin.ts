import type { RequestOptions } from '@eventsource/core';
import { asItIs } from '../item/as-it-is.js';
import type { Claim } from '../item/claim.js';
import { TOKEN } from '../item/format.js';
import type { Item, ReservationItems } from '../item/reservation-items.js';
import { canBeSplitOtherwise, freePut, renewed, reserved } from '../item/reserve-put.js';
import { hasExpired, isOfGo, isOwnedBy } from '../item/stored-reservation.js';

/** A reservation that was made before its commit, and what was in its place. */
export interface Begun {
  readonly made: Item;
  readonly before: Item | undefined;
}

/**
 * Reserves an item under a token: what nobody has, or exactly the reservation that was read a moment ago, if it is the
 * claimant's or from the one who gives it up. So a try that arrives late replaces nothing that was made since.
 *
 * @returns `undefined` when someone else has it.
 */
export async function begin(
  items: ReservationItems,
  claim: Claim,
  expires: bigint,
  token: string,
  options: RequestOptions,
): Promise<Begun | undefined> {
  const made = reserved(claim, expires, token);
  const first = await items.replace(freePut(items.table.name, claim, made), options);
  return first.refused ? replace(items, claim, expires, made, options) : { made, before: first.item };
}

/** @param tried what an earlier try may have replaced. */
async function replace(
  items: ReservationItems,
  claim: Claim,
  expires: bigint,
  made: Item,
  options: RequestOptions,
  tried?: Item,
): Promise<Begun | undefined> {
  const { name: TableName } = items.table;
  const before = await items.get(claim.key, options);
  // That was not refused but done, by a try whose answer was lost.
  if (before?.[TOKEN]?.S === made[TOKEN]?.S) return { made, before: tried };
  if (before && !hasExpired(before, claim.now) && !isGiven(before, claim)) return undefined;
  if (before && isForSeveral(before, claim)) {
    return isOwnedBy(before, claim.owner) ? renew(items, claim, expires, before, options) : undefined;
  }
  const put = before ? { TableName, Item: { ...made }, ...asItIs(before) } : freePut(TableName, claim, made);
  if (await items.put(put, options)) return { made, before };
  return replace(items, claim, expires, made, options, before);
}

/** What the Go library reserved for the same owner stays in its format. */
async function renew(
  items: ReservationItems,
  claim: Claim,
  expires: bigint,
  before: Item,
  options: RequestOptions,
): Promise<Begun | undefined> {
  const made = renewed(claim, expires);
  const put = { TableName: items.table.name, Item: { ...made }, ...asItIs(before) };
  if (await items.put(put, options)) return { made, before };
  const item = await items.get(claim.key, options);
  return item && isForSeveral(item, claim) && isOwnedBy(item, claim.owner) ? { made, before } : undefined;
}

const isGiven = (item: Item, { owner, from = owner }: Claim): boolean =>
  isOwnedBy(item, owner) || isOwnedBy(item, from);

const isForSeveral = (item: Item, { key, now }: Claim): boolean =>
  isOfGo(item) && canBeSplitOtherwise(key) && !hasExpired(item, now);
