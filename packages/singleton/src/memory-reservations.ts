import { type Clock, type MemoryCompanion, type RequestOptions, systemClock } from '@eventsource/core';
import { checkName, checkResource } from './check-resource.js';
import { AlreadyReservedError } from './errors/already-reserved-error.js';
import { NotOwnerError } from './errors/not-owner-error.js';
import { expiryAfter } from './expiry.js';
import { MemoryRelease, MemoryReserve } from './memory/memory-companions.js';
import { ReservationMap } from './memory/reservation-map.js';
import type { Reservations } from './reservations.js';
import type { Change } from './reserving/change.js';
import type { Resource, ResourceName } from './resource.js';

/**
 * Keeps reservations in memory, for tests. It is as strict as a table.
 *
 * @example
 * const reservations = new MemoryReservations();
 * await reservations.reserve({ type: 'email', id: 'joe@example.com', owner: 'user-1' });
 */
export class MemoryReservations implements Reservations {
  readonly #entries = new ReservationMap();
  readonly #clock: Clock;

  constructor({ clock = systemClock }: { readonly clock?: Clock | undefined } = {}) {
    this.#clock = clock;
  }

  async reserve(resource: Resource, duration = 0, options: RequestOptions = {}): Promise<void> {
    checkResource(resource);
    options.signal?.throwIfAborted();
    const now = this.#clock.now();
    const expires = expiryAfter(now, duration);
    if (!this.#entries.isFreeFor(resource, now)) throw new AlreadyReservedError(resource);
    this.#entries.set(resource, expires);
  }

  async release(resource: Resource, options: RequestOptions = {}): Promise<'released' | 'absent'> {
    checkResource(resource);
    options.signal?.throwIfAborted();
    const now = this.#clock.now();
    if (!this.#entries.isFreeFor(resource, now)) throw new NotOwnerError(resource);
    return this.#entries.remove(resource, now) ? 'released' : 'absent';
  }

  async isAvailable(resource: Resource, options: RequestOptions = {}): Promise<boolean> {
    checkResource(resource);
    options.signal?.throwIfAborted();
    return this.#entries.isFreeFor(resource, this.#clock.now());
  }

  async revoke(name: ResourceName, options: RequestOptions = {}): Promise<'revoked' | 'absent'> {
    checkName(name);
    options.signal?.throwIfAborted();
    return this.#entries.remove(name, this.#clock.now()) ? 'revoked' : 'absent';
  }

  companion(change: Change): MemoryCompanion {
    checkResource(change.resource);
    if (change.kind === 'release') return new MemoryRelease(change, this.#entries, this.#clock);
    return new MemoryReserve(change, this.#entries, this.#clock);
  }
}
