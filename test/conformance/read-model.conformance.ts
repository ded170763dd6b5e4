import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { DynamoDbLocal } from './dynamodb-local/dynamodb-local.js';

const execute = promisify(execFile);

describe('The example read-model on DynamoDB Local', function () {
  this.timeout(120_000);
  let local: DynamoDbLocal;

  before(async function () {
    this.timeout(300_000);
    local = await DynamoDbLocal.start();
  });

  after(() => local?.stop());

  it('follows the stream of the table, and goes on behind what an earlier run has taken', async () => {
    for (const _ of ['first', 'second']) {
      const example = ['build/examples/read-model/main.js', '--endpoint', local.endpoint];
      const { stdout } = await execute('node', example);
      const messages = [...stdout.matchAll(/order:(\d)-[0-9a-f]{8}\/(\d) com\.example\.(\S+)/g)];
      expect(messages.map(([, order, version, type]) => `${order}/${version} ${type}`)).to.have.members([
        '1/1 order-created',
        '1/2 order-shipped',
        '2/1 order-created',
        '3/1 order-created',
        '3/2 order-shipped',
      ]);
      expect(stdout).to.match(/delivery-failed: orders-topic, order:3-\w+ at version 1: TargetUnavailableError/);
      expect(stdout).to.match(/ShipOrder 3-\w+ → open for bob-\w+: none/);
    }
  });
});
