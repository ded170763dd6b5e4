import { createTable, DynamoDbStore } from '@eventsource/dynamodb';
import { type Dynalite, startDynalite, storeContract } from '@eventsource/testing';

describe('DynamoDbStore', () => {
  let server: Dynalite;
  let store: DynamoDbStore;

  before(async () => {
    server = await startDynalite();
    await createTable({ table: 'events', endpoint: server.endpoint });
    store = new DynamoDbStore({ table: 'events', endpoint: server.endpoint });
  });

  after(async () => {
    store.close();
    await server.stop();
  });

  storeContract(describe, it, () => store, { largestCommit: 4 * 1024 * 1024, transactions: true });
});
