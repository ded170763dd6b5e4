import { type Clock, type RequestOptions, systemClock } from '@eventsource/core';
import { checkName, checkResource } from './check-resource.js';
import { AlreadyReservedError } from './errors/already-reserved-error.js';
import { NotOwnerError } from './errors/not-owner-error.js';
import { expiryAfter, secondsOf } from './expiry.js';
import { reservationKey } from './reservation-key.js';
import type { Reservations } from './reservations.js';
import type { Resource, ResourceName } from './resource.js';

interface Reservation {
  readonly owner: string;
  readonly expires: bigint;
}

/**
 * Keeps reservations in this process: for tests, as strict as a table.
 *
 * @example
 * const reservations = new MemoryReservations();
 * await reservations.reserve({ type: 'email', id: 'joe@example.com', owner: 'user-1' });
 */
export class MemoryReservations implements Reservations {
  readonly #reservations = new Map<string, Reservation>();
  readonly #clock: Clock;

  constructor({ clock = systemClock }: { readonly clock?: Clock } = {}) {
    this.#clock = clock;
  }

  async reserve(resource: Resource, duration = 0, options: RequestOptions = {}): Promise<void> {
    checkResource(resource);
    options.signal?.throwIfAborted();
    const expires = expiryAfter(this.#clock.now(), duration);
    if (!this.#isFreeFor(resource)) throw new AlreadyReservedError(resource);
    this.#reservations.set(reservationKey(resource), { owner: resource.owner, expires });
  }

  async release(resource: Resource, options: RequestOptions = {}): Promise<'released' | 'absent'> {
    checkResource(resource);
    options.signal?.throwIfAborted();
    if (!this.#isFreeFor(resource)) throw new NotOwnerError(resource);
    return this.#remove(resource) ? 'released' : 'absent';
  }

  async isAvailable(resource: Resource, options: RequestOptions = {}): Promise<boolean> {
    checkResource(resource);
    options.signal?.throwIfAborted();
    return this.#isFreeFor(resource);
  }

  async revoke(name: ResourceName, options: RequestOptions = {}): Promise<'revoked' | 'absent'> {
    checkName(name);
    options.signal?.throwIfAborted();
    return this.#remove(name) ? 'revoked' : 'absent';
  }

  #isFreeFor(resource: Resource): boolean {
    const current = this.#current(resource);
    return !current || current.owner === resource.owner;
  }

  /** Whether there was something that had not expired. */
  #remove(name: ResourceName): boolean {
    const wasThere = this.#current(name) !== undefined;
    this.#reservations.delete(reservationKey(name));
    return wasThere;
  }

  #current(name: ResourceName): Reservation | undefined {
    const stored = this.#reservations.get(reservationKey(name));
    return stored && stored.expires > secondsOf(this.#clock.now()) ? stored : undefined;
  }
}
