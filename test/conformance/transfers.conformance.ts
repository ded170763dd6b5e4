import { transfersOfProcesses } from '../faults/transfers-of-processes.js';
import { DynamoDbLocal } from './dynamodb-local/dynamodb-local.js';

describe('transfers between two accounts, of several processes on a faulty network, on DynamoDB Local', () => {
  let local: DynamoDbLocal;
  before(async function () {
    this.timeout(300_000);
    local = await DynamoDbLocal.start();
  });
  after(() => local?.stop());

  transfersOfProcesses(() => local.endpoint, 150);
});
