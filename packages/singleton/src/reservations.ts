import type { Companion, RequestOptions } from '@eventsource/core';
import type { Change } from './reserving/change.js';
import type { Resource, ResourceName } from './resource.js';

/**
 * The registry of values that only one owner may have. A value never has two owners at the same time.
 *
 * A reservation that has expired has no owner and blocks nobody, as if it did not exist.
 *
 * Every method throws an `InvalidResourceError` when the resource cannot be a key, and nothing was sent then. To write an
 * adapter, implement this and run {@link reservationsContract} on it.
 */
export interface Reservations {
  /**
   * Reserves a value for its owner. If the owner already has it, it is reserved for this long from now, be that longer
   * or shorter than before.
   *
   * @param duration in milliseconds; 0 means forever. Stored in whole seconds, rounded up: never shorter than asked
   * for.
   * @throws {AlreadyReservedError} when someone else has it.
   * @throws {RangeError} when the duration is negative, or not a finite number.
   * @throws {ReservationUnansweredError} when it may or may not be reserved. Reserve it again to find out.
   */
  reserve(resource: Resource, duration?: number, options?: RequestOptions): Promise<void>;

  /**
   * Gives a value back, so that anyone may reserve it.
   *
   * @returns `'absent'` when nobody has it, also when the reservation has expired.
   * @throws {NotOwnerError} when someone else has it: it stays theirs.
   * @throws {ReservationUnansweredError} when it may or may not be released. Release it again to find out.
   */
  release(resource: Resource, options?: RequestOptions): Promise<'released' | 'absent'>;

  /**
   * Whether the owner could reserve the value now: nobody has it, or this owner has it. Someone else may still be
   * faster.
   */
  isAvailable(resource: Resource, options?: RequestOptions): Promise<boolean>;

  /**
   * Takes a value away from whoever has it. For administrators: the owner is neither asked nor notified.
   *
   * @returns `'absent'` when nobody has it, also when the reservation has expired.
   * @throws {ReservationUnansweredError} when it may or may not be revoked.
   */
  revoke(name: ResourceName, options?: RequestOptions): Promise<'revoked' | 'absent'>;

  /**
   * The change as something that is stored together with a commit: see {@link reserving}. Nothing is sent yet.
   *
   * Reserving a value that someone else has fails with an {@link AlreadyReservedError}; releasing one does nothing.
   */
  companion(change: Change): Companion;
}
