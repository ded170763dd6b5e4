import { type Clock, type RequestOptions, systemClock } from '@eventsource/core';
import { type DynamoDbCompanion, type DynamoDbOptions, Table } from '@eventsource/dynamodb';
import { checkName, checkResource } from './check-resource.js';
import { answered } from './dynamodb/answered.js';
import { DynamoDbRelease } from './dynamodb/dynamodb-release.js';
import { DynamoDbReserve } from './dynamodb/dynamodb-reserve.js';
import { AlreadyReservedError } from './errors/already-reserved-error.js';
import { NotOwnerError } from './errors/not-owner-error.js';
import { expiryAfter, secondsOf } from './expiry.js';
import type { Claim } from './item/claim.js';
import { legacyReleaseDelete, legacyRevokeDelete, releaseDelete, revokeDelete } from './item/release-delete.js';
import { type Replacement, ReservationItems } from './item/reservation-items.js';
import { renewalPut } from './item/reserve-put.js';
import { hasExpired, isOthers } from './item/stored-reservation.js';
import { legacyKey } from './legacy/legacy-key.js';
import { legacyReservation } from './legacy/legacy-reservation.js';
import { reservationKey } from './reservation-key.js';
import type { Reservations } from './reservations.js';
import type { Change } from './reserving/change.js';
import type { Resource, ResourceName } from './resource.js';
import { RESERVATIONS } from './table/reservations-table.js';
import { take } from './take.js';

/** The table, how to reach it, and where the time comes from. */
export type DynamoDbReservationsOptions = DynamoDbOptions & { readonly clock?: Clock | undefined };

/**
 * Keeps reservations in a DynamoDB table, one item each: the table of the Go library, or one like it.
 *
 * Every method is one request: a write unit, or a strongly consistent read of one unit, for up to 1 KB or 4 KB. Types
 * that hold `:` or `\` take one more request, since the Go library kept them under another key.
 *
 * @throws {InvalidTableNameError | AwsConfigurationError} when it is made without the name of a table, or for an endpoint
 * that is not a URL.
 * @throws {AwsConfigurationError | TableNotFoundError | TableMismatchError | CredentialsError | AccessDeniedError |
 * StoreUnavailableError | ThrottledError} from each method, beside what {@link Reservations} says. Nothing was changed then.
 * @example
 * const reservations = new DynamoDbReservations({ table: 'reservations', region: 'us-west-2' });
 * await reservations.reserve({ type: 'email', id: 'joe@example.com', owner: 'user-1' });
 */
export class DynamoDbReservations implements Reservations {
  readonly #items: ReservationItems;
  readonly #clock: Clock;

  constructor({ clock = systemClock, ...options }: DynamoDbReservationsOptions) {
    this.#items = new ReservationItems(new Table(options, RESERVATIONS));
    this.#clock = clock;
  }

  async reserve(resource: Resource, duration = 0, options: RequestOptions = {}): Promise<void> {
    const claim = this.#claim(resource);
    const expires = expiryAfter(this.#clock.now(), duration);
    await answered(resource, async () => {
      const legacy = await legacyReservation(this.#items, resource, claim, options);
      if (legacy?.heldBy === 'another') throw new AlreadyReservedError(resource);
      if (!(await take(this.#items, claim, expires, options))) throw new AlreadyReservedError(resource);
      // It may stand for another resource too, and goes on doing so for as long.
      if (legacy) await this.#items.put(renewalPut(this.#table, legacy.claim, expires), options);
    });
  }

  async release(resource: Resource, options: RequestOptions = {}): Promise<'released' | 'absent'> {
    const claim = this.#claim(resource);
    return answered(resource, async () => {
      const legacy = await legacyReservation(this.#items, resource, claim, options);
      if (legacy?.heldBy === 'another') throw new NotOwnerError(resource);
      const deletion = await this.#items.delete(releaseDelete(this.#table, claim), options);
      if (deletion.refused) throw new NotOwnerError(resource);
      if (legacy) await this.#items.delete(legacyReleaseDelete(this.#table, legacy.claim), options);
      return legacy || wasCurrent(deletion, claim.now) ? 'released' : 'absent';
    });
  }

  async isAvailable(resource: Resource, options: RequestOptions = {}): Promise<boolean> {
    const claim = this.#claim(resource);
    const [item, legacy] = await Promise.all([
      this.#items.get(claim.key, options),
      legacyReservation(this.#items, resource, claim, options),
    ]);
    return !isOthers(item, claim) && legacy?.heldBy !== 'another';
  }

  async revoke(name: ResourceName, options: RequestOptions = {}): Promise<'revoked' | 'absent'> {
    checkName(name);
    const now = secondsOf(this.#clock.now());
    return answered(name, async () => {
      const deletions = [await this.#items.delete(revokeDelete(this.#table, reservationKey(name)), options)];
      const key = legacyKey(name);
      if (key !== undefined) deletions.push(await this.#items.delete(legacyRevokeDelete(this.#table, key), options));
      return deletions.some((deletion) => wasCurrent(deletion, now)) ? 'revoked' : 'absent';
    });
  }

  companion(change: Change): DynamoDbCompanion {
    const claim = this.#claim(change.resource);
    if (change.kind === 'release') return new DynamoDbRelease(change, claim, this.#items);
    const { duration, from } = change;
    const expires = expiryAfter(this.#clock.now(), duration);
    return new DynamoDbReserve(change, { ...claim, from }, expires, this.#items);
  }

  /** Closes the connections of a client made here; one that was given stays open. */
  close(): void {
    this.#items.table.close();
  }

  get #table(): string {
    return this.#items.table.name;
  }

  #claim(resource: Resource): Claim {
    checkResource(resource);
    return { key: reservationKey(resource), owner: resource.owner, now: secondsOf(this.#clock.now()) };
  }
}

const wasCurrent = (deletion: Replacement, now: bigint): boolean =>
  !deletion.refused && deletion.item !== undefined && !hasExpired(deletion.item, now);
