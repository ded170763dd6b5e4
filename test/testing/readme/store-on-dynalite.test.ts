import { createTable, DynamoDbStore } from '@eventsource/dynamodb';
import { type Dynalite, startDynalite, storeContract } from '@eventsource/testing';

describe('DynamoDbStore on dynalite', () => {
  let dynalite: Dynalite;
  let store: DynamoDbStore;

  before(async () => {
    dynalite = await startDynalite();
    const options = { table: 'events', client: dynalite.client() };
    await createTable(options);
    store = new DynamoDbStore(options);
  });

  after(() => dynalite.stop());

  storeContract(describe, it, () => store, { largestCommit: 400 * 1024 });
});
