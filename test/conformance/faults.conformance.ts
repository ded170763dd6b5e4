import { killedProcesses } from '../faults/killed-processes.js';
import { DynamoDbLocal } from './dynamodb-local/dynamodb-local.js';

describe('several processes on a faulty network, on DynamoDB Local', () => {
  let local: DynamoDbLocal;
  before(async function () {
    this.timeout(300_000);
    local = await DynamoDbLocal.start();
  });
  after(() => local?.stop());

  killedProcesses(() => local.endpoint);
});
