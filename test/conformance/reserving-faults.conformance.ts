import { competingUsers } from '../faults/competing-users.js';
import { DynamoDbLocal } from './dynamodb-local/dynamodb-local.js';

describe('e-mail addresses, reserved in the transaction of their events', () => {
  let local: DynamoDbLocal;
  before(async function () {
    this.timeout(300_000);
    local = await DynamoDbLocal.start();
  });
  after(() => local?.stop());

  competingUsers(() => local.endpoint, 'together');
});
