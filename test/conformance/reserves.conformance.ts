import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Clock } from '@eventsource/core';
import { createTable, DynamoDbStore } from '@eventsource/dynamodb';
import { createReservationTable, DynamoDbReservations } from '@eventsource/singleton';
import { goTableTests } from '../singleton/users/go-table-tests.js';
import { oneTransactionTests } from '../singleton/users/one-transaction-tests.js';
import { type Place, reservingTests } from '../singleton/users/reserving-tests.js';
import { DynamoDbLocal } from './dynamodb-local/dynamodb-local.js';

describe('A value that a command reserves on DynamoDB Local', () => {
  let local: DynamoDbLocal;
  let client: DynamoDBClient;
  let place: Place;

  before(async function () {
    this.timeout(300_000);
    local = await DynamoDbLocal.start();
    client = local.client();
    await createTable({ table: 'users', client });
    await createReservationTable({ table: 'reservations', client });
    const registry = (clock: Clock) => new DynamoDbReservations({ table: 'reservations', client, clock });
    place = { store: new DynamoDbStore({ table: 'users', client }), registry };
  });

  after(() => local?.stop());

  reservingTests(() => place, { transactions: true });
  oneTransactionTests(() => place);

  describe('that the Go library has reserved', () => goTableTests(() => ({ ...place, client })));
});
