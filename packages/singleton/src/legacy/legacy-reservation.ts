import type { RequestOptions } from '@eventsource/core';
import type { Claim } from '../item/claim.js';
import type { ReservationItems } from '../item/reservation-items.js';
import { hasExpired, isOfGo, isOthers } from '../item/stored-reservation.js';
import type { ResourceName } from '../resource.js';
import { legacyKey } from './legacy-key.js';

/** Who has a resource by what the Go library left under its own key for it. */
export interface LegacyReservation {
  readonly heldBy: 'claimant' | 'another';
  readonly claim: Claim;
}

/**
 * Looks for what the Go library reserved under another key than ours. Its writers have stopped before our first write, so
 * that such an item may disappear after it was read, and never appears.
 */
export async function legacyReservation(
  items: ReservationItems,
  name: ResourceName,
  claim: Claim,
  options: RequestOptions,
): Promise<LegacyReservation | undefined> {
  const key = legacyKey(name);
  if (key === undefined) return undefined;
  const item = await items.get(key, options);
  if (!item || !isOfGo(item) || hasExpired(item, claim.now)) return undefined;
  return { heldBy: isOthers(item, claim) ? 'another' : 'claimant', claim: { ...claim, key } };
}
