import { AlreadyReservedError } from '../errors/already-reserved-error.js';
import { reservationKey } from '../reservation-key.js';
import type { Change, Release, Reserve } from './change.js';

/**
 * Makes one change of all that concern the same value: a transaction takes no two. What is released and reserved changes
 * hands, whoever says so first.
 *
 * @throws {AlreadyReservedError} when two want it.
 */
export function oneChangeEach(changes: readonly Change[]): readonly Change[] {
  const byKey = new Map<string, Change>();
  for (const change of changes) {
    const key = reservationKey(change.resource);
    const earlier = byKey.get(key);
    byKey.set(key, earlier ? joined(earlier, change) : change);
  }
  return [...byKey.values()];
}

function joined(earlier: Change, later: Change): Change {
  if (earlier.kind === 'reserve') return later.kind === 'reserve' ? longer(earlier, later) : handedOver(earlier, later);
  return later.kind === 'reserve' ? handedOver(later, earlier) : earlier;
}

function longer(one: Reserve, other: Reserve): Reserve {
  if (one.resource.owner !== other.resource.owner) throw new AlreadyReservedError(one.resource);
  const isLonger = one.duration === 0 || (other.duration !== 0 && one.duration > other.duration);
  return { ...(isLonger ? one : other), from: one.from ?? other.from };
}

const handedOver = (reserve: Reserve, { resource: { owner } }: Release): Reserve =>
  owner === reserve.resource.owner ? reserve : { ...reserve, from: owner };
