import type { RequestOptions } from '@eventsource/core';
import type { Claim } from './item/claim.js';
import type { ReservationItems } from './item/reservation-items.js';
import { canBeSplitOtherwise, renewalPut, reservePut } from './item/reserve-put.js';
import { isOfGo, isOwnedBy } from './item/stored-reservation.js';

/** Reserves an item, unless someone else has it. One request, except when it was reserved by the Go library. */
export async function take(
  items: ReservationItems,
  claim: Claim,
  expires: bigint,
  options: RequestOptions,
): Promise<boolean> {
  const { name } = items.table;
  if (await items.put(reservePut(name, claim, expires), options)) return true;
  if (!canBeSplitOtherwise(claim.key)) return false;
  const item = await items.get(claim.key, options);
  if (!item || !isOfGo(item) || !isOwnedBy(item, claim.owner)) return false;
  if (await items.put(renewalPut(name, claim, expires), options)) return true;
  // It was released meanwhile, and what the Go library wrote does not come again.
  return take(items, claim, expires, options);
}
