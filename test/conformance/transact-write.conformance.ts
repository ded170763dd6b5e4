import { CreateTableCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { tables } from '../testing/transactions/tables.js';
import { transactWriteTests } from '../testing/transactions/transact-write-tests.js';
import { DynamoDbLocal } from './dynamodb-local/dynamodb-local.js';

describe('A transaction on DynamoDB Local', () => {
  let local: DynamoDbLocal;
  let client: DynamoDBClient;

  before(async function () {
    this.timeout(300_000);
    local = await DynamoDbLocal.start();
    client = local.client();
    for (const table of tables) await client.send(new CreateTableCommand(table));
  });

  after(() => local?.stop());

  transactWriteTests(() => client);
});
