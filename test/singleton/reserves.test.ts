import { type Clock, MemoryStore, type Store, systemClock } from '@eventsource/core';
import { createTable, DynamoDbStore } from '@eventsource/dynamodb';
import { createReservationTable, DynamoDbReservations, MemoryReservations } from '@eventsource/singleton';
import { type Dynalite, startDynalite } from '@eventsource/testing';
import { goTableTests } from './users/go-table-tests.js';
import { oneTransactionTests } from './users/one-transaction-tests.js';
import { reservingTests } from './users/reserving-tests.js';

/** The store without its transactions. */
const plain = (store: MemoryStore): Store => ({
  load: (...args) => store.load(...args),
  read: (...args) => store.read(...args),
  append: (...args) => store.append(...args),
});

/** One registry for all applications, with the clock of the newest. */
function memoryRegistry() {
  let current: Clock = systemClock;
  const reservations = new MemoryReservations({ clock: { now: () => current.now() } });
  return (clock: Clock) => {
    current = clock;
    return reservations;
  };
}

describe('A value that a command reserves', () => {
  describe('in memory', () => {
    const place = { store: new MemoryStore(), registry: memoryRegistry() };
    reservingTests(() => place, { transactions: true });
  });

  describe('in memory, with a store that knows nothing of it', () => {
    const place = { store: plain(new MemoryStore()), registry: memoryRegistry() };
    reservingTests(() => place, { transactions: false });
  });

  describe('in DynamoDB, with the store in memory', () => {
    let server: Dynalite;
    let client: ReturnType<Dynalite['client']>;
    const store = new MemoryStore();

    before(async () => {
      server = await startDynalite();
      client = server.client();
      await createReservationTable({ table: 'reservations', client });
    });

    after(async () => {
      client.destroy();
      await server.stop();
    });

    const registry = (clock: Clock) => new DynamoDbReservations({ table: 'reservations', client, clock });
    reservingTests(() => ({ store, registry }), { transactions: true });
  });

  for (const transactions of [true, false]) {
    describe(`in DynamoDB with${transactions ? '' : 'out'} transactions`, () => {
      let server: Dynalite;
      let client: ReturnType<Dynalite['client']>;
      let store: DynamoDbStore;

      before(async () => {
        server = await startDynalite({ transactions });
        client = server.client();
        await createReservationTable({ table: 'reservations', client });
        await createTable({ table: 'users', client });
        store = new DynamoDbStore({ table: 'users', client });
      });

      after(async () => {
        client.destroy();
        await server.stop();
      });

      const registry = (clock: Clock) => new DynamoDbReservations({ table: 'reservations', client, clock });
      reservingTests(() => ({ store, registry }), { transactions });
      if (transactions) oneTransactionTests(() => ({ store, registry }));

      describe('that the Go library has reserved', () => goTableTests(() => ({ store, client })));
    });
  }
});
