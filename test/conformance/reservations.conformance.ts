import { createReservationTable, DynamoDbReservations, reservationsContract } from '@eventsource/singleton';
import { DynamoDbLocal } from './dynamodb-local/dynamodb-local.js';

describe('DynamoDbReservations on DynamoDB Local', () => {
  let local: DynamoDbLocal;
  let client: ReturnType<DynamoDbLocal['client']>;

  before(async function () {
    this.timeout(300_000);
    local = await DynamoDbLocal.start();
    client = local.client();
    await createReservationTable({ table: 'reservations', client });
  });

  after(() => local?.stop());

  reservationsContract(describe, it, (clock) => new DynamoDbReservations({ table: 'reservations', client, clock }));
});
