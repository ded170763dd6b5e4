import { DescribeTableCommand, type DynamoDBClient, UpdateTableCommand } from '@aws-sdk/client-dynamodb';
import { expect } from 'chai';
import { eventsource } from '../cli/eventsource.js';
import { DynamoDbLocal } from './dynamodb-local/dynamodb-local.js';

describe('The commands for tables on DynamoDB Local', function () {
  this.timeout(60_000);
  let local: DynamoDbLocal;
  let client: DynamoDBClient;

  before(async function () {
    this.timeout(300_000);
    local = await DynamoDbLocal.start();
    client = local.client();
  });

  after(() => local?.stop());

  /** Tables belong to an access key here. */
  const env = { AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local', AWS_DEFAULT_REGION: 'us-east-1' };
  const typed = (line: string) => eventsource([...line.split(' '), '--endpoint', local.endpoint], { env });
  const described = async (name: string) => JSON.parse((await typed(`dynamodb describe --name ${name} --json`)).stdout);

  it('creates a table with its stream and protection, and describes it', async () => {
    const settings = '--stream new-and-old-images --deletion-protection --tags team=checkout';
    expect(await typed(`dynamodb create-table --name orders ${settings}`)).to.deep.equal({
      stdout: 'Table "orders" is created.\n',
      stderr: '',
      code: 0,
    });
    expect(await described('orders')).to.deep.include({
      status: 'ACTIVE',
      stream: 'NEW_AND_OLD_IMAGES',
      deletionProtection: true,
      timeToLive: false,
    });
    const { Table } = await client.send(new DescribeTableCommand({ TableName: 'orders' }));
    expect(Table).to.have.nested.property('StreamSpecification.StreamViewType', 'NEW_AND_OLD_IMAGES');
  });

  it('leaves a protected table alone until it is protected no more', async () => {
    await typed('dynamodb create-table --name kept --deletion-protection');
    const { stdout, stderr, code } = await typed('dynamodb delete-table --name kept --yes');
    expect({ stdout, code }).to.deep.equal({ stdout: '', code: 1 });
    expect(stderr).to.match(/^error: Table "kept" is protected from deletion\. To lift that: aws dynamodb .*\n$/);

    await client.send(new UpdateTableCommand({ TableName: 'kept', DeletionProtectionEnabled: false }));
    expect(await typed('dynamodb delete-table --name kept --yes')).to.include({ code: 0 });
  });

  it('has reservations expire', async () => {
    expect(await typed('singleton create-table --name unique')).to.include({ code: 0, stderr: '' });
    expect(await described('unique')).to.include({ timeToLive: 'expires' });
  });

  it('says what the emulator does not know', async () => {
    const { stderr, code } = await typed('dynamodb create-table --name recovered --pitr --tags team=a');
    expect(code).to.equal(1);
    expect(stderr).to.match(/^error: Table "recovered" is created, but without point-in-time recovery: .*emulators/);
    expect(await described('recovered'))
      .to.include({ status: 'ACTIVE' })
      .and.not.have.any.keys('tags', 'pointInTimeRecovery');
  });
});
