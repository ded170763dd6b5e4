import type { Companion, RequestOptions } from '@eventsource/core';
import type { Change } from './reserving/change.js';
import type { Resource, ResourceName } from './resource.js';

/**
 * The registry of values that only one may have. At no time has a value two owners.
 *
 * A reservation that has expired blocks nobody and is nobody's: it is as if it were not there.
 *
 * Every method throws an `InvalidResourceError` when the resource cannot be a key, and nothing was sent then. To write an
 * adapter, implement this and run {@link reservationsContract} on it.
 */
export interface Reservations {
  /**
   * Reserves a value for its owner. When the owner has it already, it is reserved for this long from now: longer or shorter
   * than it was.
   *
   * @param duration in milliseconds; 0 is for ever. Kept in whole seconds, rounded up: never shorter than was asked for.
   * @throws {AlreadyReservedError} when someone else has it.
   * @throws {RangeError} when the duration is negative, or no finite number.
   * @throws {ReservationUnansweredError} when it may or may not be reserved. To reserve again tells.
   */
  reserve(resource: Resource, duration?: number, options?: RequestOptions): Promise<void>;

  /**
   * Gives a value back, so that anyone may reserve it.
   *
   * @returns `'absent'` when nobody has it, also when the reservation has expired.
   * @throws {NotOwnerError} when someone else has it: it stays theirs.
   * @throws {ReservationUnansweredError} when it may or may not be released. To release again tells.
   */
  release(resource: Resource, options?: RequestOptions): Promise<'released' | 'absent'>;

  /** Whether the owner could reserve the value now: nobody has it, or this very owner. Somebody may be faster. */
  isAvailable(resource: Resource, options?: RequestOptions): Promise<boolean>;

  /**
   * Takes a value away from whoever has it. For administrators: nobody is asked, and its owner is not told.
   *
   * @returns `'absent'` when nobody has it, also when the reservation has expired.
   * @throws {ReservationUnansweredError} when it may or may not be revoked.
   */
  revoke(name: ResourceName, options?: RequestOptions): Promise<'revoked' | 'absent'>;

  /**
   * The change as something that is stored together with a commit: see {@link reserving}. Nothing is sent yet.
   *
   * It refuses with an {@link AlreadyReservedError} what somebody else has. To release what another has does nothing.
   */
  companion(change: Change): Companion;
}
