import { secondsOf } from '../expiry.js';
import { reservationKey } from '../reservation-key.js';
import type { Resource, ResourceName } from '../resource.js';

/** One reservation: a new object each time it is made. */
export interface Entry {
  readonly owner: string;
  /** In Unix seconds. */
  readonly expires: bigint;
}

/** The reservations that lie in this process. */
export class ReservationMap {
  readonly #entries = new Map<string, Entry>();

  get(name: ResourceName): Entry | undefined {
    return this.#entries.get(reservationKey(name));
  }

  set(resource: Resource, expires: bigint): Entry {
    const entry = { owner: resource.owner, expires };
    this.#entries.set(reservationKey(resource), entry);
    return entry;
  }

  /** Puts back what was there before. */
  restore(name: ResourceName, entry: Entry | undefined): void {
    if (entry) this.#entries.set(reservationKey(name), entry);
    else this.#entries.delete(reservationKey(name));
  }

  /** @returns whether there was something that had not expired. */
  remove(name: ResourceName, now: Date): boolean {
    const wasThere = this.#current(name, now) !== undefined;
    this.#entries.delete(reservationKey(name));
    return wasThere;
  }

  /** Whether nobody has it, or this owner, or the one it comes from. */
  isFreeFor(resource: Resource, now: Date, from?: string): boolean {
    const current = this.#current(resource, now);
    return !current || current.owner === resource.owner || current.owner === from;
  }

  #current(name: ResourceName, now: Date): Entry | undefined {
    const entry = this.get(name);
    return entry && entry.expires > secondsOf(now) ? entry : undefined;
  }
}
