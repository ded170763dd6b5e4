import { transactionTests } from '../dynamodb/transactions/transaction-tests.js';
import { DynamoDbLocal } from './dynamodb-local/dynamodb-local.js';

describe('Transactions on DynamoDB Local', () => {
  let local: DynamoDbLocal;

  before(async function () {
    this.timeout(300_000);
    local = await DynamoDbLocal.start();
  });

  after(() => local?.stop());

  transactionTests(() => local);
});
