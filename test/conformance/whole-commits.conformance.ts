import { wholeCommitTests } from '../dynamodb/transactions/whole-commit-tests.js';
import { DynamoDbLocal } from './dynamodb-local/dynamodb-local.js';

describe('A reader on DynamoDB Local', function () {
  this.timeout(120_000);
  let local: DynamoDbLocal;

  before(async function () {
    this.timeout(300_000);
    local = await DynamoDbLocal.start();
  });

  after(() => local?.stop());

  wholeCommitTests(() => local, 80);
});
