import type { CompanionSource, Module } from '@eventsource/core';
import type { Reservations } from '../reservations.js';
import { changesOf } from './declared-changes.js';
import { oneChangeEach } from './one-change-each.js';
import { RESERVATIONS_NEED } from './reserves.js';

/**
 * The module that makes the changes that commands declare with {@link Reserves} and {@link Releases}.
 *
 * They are made in one transaction with the events where the store can include them: {@link DynamoDbReservations} with
 * a `DynamoDbStore` whose client reaches both tables, {@link MemoryReservations} with a `MemoryStore`. That costs two
 * write units per started KB of each item. With any other pair, and on a server without transactions, a value is
 * reserved first and given back when the events are not stored, and released only once they are; a crash in between
 * leaves it with the owner. `install` reports that once, as `companions-stored-apart`.
 *
 * @example
 * install(container, { aggregates: [User] }, dynamoDb({ table: 'users' }), reserving(new DynamoDbReservations({ table: 'reservations' })));
 */
export const reserving = (reservations: Reservations): Module => ({ companions: [new Reserving(reservations)] });

class Reserving implements CompanionSource {
  constructor(private readonly reservations: Reservations) {}

  serves(need: string): boolean {
    return need === RESERVATIONS_NEED;
  }

  companionsOf(decided: Parameters<CompanionSource['companionsOf']>[0]) {
    return oneChangeEach(decided.flatMap(changesOf)).map((change) => this.reservations.companion(change));
  }
}
