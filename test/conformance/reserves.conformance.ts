import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Clock } from '@eventsource/core';
import { createTable, DynamoDbStore } from '@eventsource/dynamodb';
import { createReservationTable, DynamoDbReservations } from '@eventsource/singleton';
import { expect } from 'chai';
import { goTableTests } from '../singleton/users/go-table-tests.js';
import { application, type Place, reservingTests } from '../singleton/users/reserving-tests.js';
import { ChangeEmail, Register } from '../singleton/users/user.js';
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

  describe('that the Go library has reserved', () => goTableTests(() => ({ ...place, client })));

  it('takes one transaction: two write units for each item', async () => {
    const { dispatcher } = application(place);

    const registered = await dispatcher.dispatch(new Register('cost', 'cost@example.com'));
    const changed = await dispatcher.dispatch(new ChangeEmail('cost', 'price@example.com'));

    expect(registered.cost).to.include({ requests: 2, writeUnits: 4 });
    expect(changed.cost).to.include({ requests: 1, readUnits: 0, writeUnits: 6 });
  });
});
