import { checkpointsTests } from '../lambda/checkpoints/checkpoints-tests.js';
import { DynamoDbLocal } from './dynamodb-local/dynamodb-local.js';

describe('DynamoDbCheckpoints on DynamoDB Local', () => {
  let local: DynamoDbLocal;

  before(async function () {
    this.timeout(300_000);
    local = await DynamoDbLocal.start();
  });

  after(() => local?.stop());

  checkpointsTests(() => local.client());
});
