import { DescribeTableCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { tableDefinition } from '@eventsource/dynamodb';
import { checkpointTableDefinition } from '@eventsource/lambda';
import { type Dynalite, startDynalite } from '@eventsource/testing';
import { expect } from 'chai';
import { eventsource, eventsourceOnTerminal } from './eventsource.js';

describe('The commands for tables', function () {
  this.timeout(60_000);
  let dynalite: Dynalite;
  let client: DynamoDBClient;
  let endpoint: string;

  before(async () => {
    dynalite = await startDynalite();
    client = dynalite.client();
    ({ endpoint } = dynalite);
  });

  after(() => dynalite.stop());

  /** As a person would type it, with the endpoint behind it. */
  const typed = (line: string) => eventsource([...line.split(' '), '--endpoint', endpoint]);
  const described = async (table: string) => (await client.send(new DescribeTableCommand({ TableName: table }))).Table;
  const exists = (table: string) =>
    described(table).then(
      () => true,
      () => false,
    );

  describe('create-table', () => {
    it('creates a table of events, in the words of the Go library', async () => {
      expect(await typed('dynamodb create-table --name orders --region us-west-2')).to.deep.equal({
        stdout: 'Table "orders" is created.\n',
        stderr: '',
        code: 0,
      });
      const { KeySchema } = tableDefinition('orders');
      expect(await described('orders')).to.deep.include({ TableStatus: 'ACTIVE', KeySchema });
      expect(await described('orders')).to.have.nested.property('BillingModeSummary.BillingMode', 'PAY_PER_REQUEST');
    });

    it('creates a table of reservations', async () => {
      expect(await typed('singleton create-table --name unique')).to.include({ code: 0, stderr: '' });
      expect((await described('unique'))?.KeySchema).to.deep.equal([{ AttributeName: 'key', KeyType: 'HASH' }]);
      expect(await typed('singleton delete-table --name unique --yes')).to.include({ code: 0, stderr: '' });
      expect(await exists('unique')).to.equal(false);
    });

    it('creates a table of checkpoints', async () => {
      expect(await typed('checkpoints create-table --name positions')).to.include({ code: 0, stderr: '' });
      const { KeySchema } = checkpointTableDefinition('positions');
      expect(await described('positions')).to.deep.include({ KeySchema });
      await typed('checkpoints create-table --name many-positions --rcap 7 --wcap 3');
      const { GlobalSecondaryIndexes: [index] = [] } = (await described('many-positions')) ?? {};
      expect(index?.ProvisionedThroughput).to.include({ ReadCapacityUnits: 7, WriteCapacityUnits: 3 });
      expect(await typed('checkpoints delete-table --name positions --yes')).to.include({ code: 0, stderr: '' });
      expect(await exists('positions')).to.equal(false);
    });

    it('takes the endpoint from the environment', async () => {
      const env = { DYNAMODB_ENDPOINT: endpoint };
      expect(await eventsource(['dynamodb', 'create-table', '--table', 'from-env'], { env })).to.include({ code: 0 });
      expect(await exists('from-env')).to.equal(true);
    });

    it('provisions what it is told to', async () => {
      await typed('dynamodb create-table --name provisioned --rcap 7 --wcap 3');
      expect((await described('provisioned'))?.ProvisionedThroughput).to.include({
        ReadCapacityUnits: 7,
        WriteCapacityUnits: 3,
      });
    });

    it('says what exists, and in what it is another than was asked for', async () => {
      await typed('dynamodb create-table --name twice');
      expect(await typed('dynamodb create-table --name twice')).to.deep.equal({
        stdout: 'Table "twice" already exists and stays as it is.\n',
        stderr: '',
        code: 0,
      });
      const settings = '--rcap 1 --wcap 1 --stream keys-only --deletion-protection --tags team=a';
      const { stdout, code } = await typed(`dynamodb create-table --name twice ${settings} --json`);
      expect(code).to.equal(0);
      expect(JSON.parse(stdout)).to.deep.equal({
        table: 'twice',
        outcome: 'existed',
        differs: [
          'it is billed on demand',
          'its stream carries nothing',
          'it is not protected from deletion',
          'its tag "team" is missing',
        ],
      });
    });

    it('fails on a table with another key', async () => {
      await typed('singleton create-table --name other-key');
      const { stdout, stderr, code } = await typed('dynamodb create-table --name other-key');
      expect({ stdout, code }).to.deep.equal({ stdout: '', code: 1 });
      expect(stderr).to.match(/^error: Table "other-key" has another key schema than one of events, .*\n$/);
    });

    it('fails, with the table there, where point-in-time recovery is not known', async () => {
      const { stderr, code } = await typed('dynamodb create-table --name recovered --pitr');
      expect(code).to.equal(1);
      expect(stderr).to.match(/^error: Table "recovered" is created, but without point-in-time recovery: .*\n$/);
    });
  });

  describe('--dryrun', () => {
    const dryrun = async (line: string) => {
      // Nothing answers there: a request would fail.
      const { stdout, stderr, code } = await eventsource([...line.split(' '), '--endpoint', 'http://127.0.0.1:1']);
      expect({ stderr, code }).to.deep.equal({ stderr: '', code: 0 });
      return JSON.parse(stdout);
    };

    it('prints the requests for a table of events, and sends nothing', async () => {
      expect(await dryrun('dynamodb create-table --name orders --dryrun')).to.deep.equal([
        { operation: 'CreateTable', input: tableDefinition('orders') },
      ]);
      const settings = '--rcap 7 --wcap 3 --stream NEW_AND_OLD_IMAGES --deletion-protection --tags a=b,c=d=e --pitr';
      const [table, recovery] = await dryrun(`dynamodb create-table --name orders ${settings} --dryrun --json`);
      expect(table.input).to.deep.equal({
        ...tableDefinition('orders'),
        BillingMode: 'PROVISIONED',
        ProvisionedThroughput: { ReadCapacityUnits: 7, WriteCapacityUnits: 3 },
        StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
        DeletionProtectionEnabled: true,
        Tags: [
          { Key: 'a', Value: 'b' },
          { Key: 'c', Value: 'd=e' },
        ],
      });
      expect(recovery).to.deep.equal({
        operation: 'UpdateContinuousBackups',
        input: { TableName: 'orders', PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true } },
      });
    });

    it('prints the stream that was asked for, or none', async () => {
      const view = async (option: string) =>
        (await dryrun(`singleton create-table --name unique ${option} --dryrun`))[0].input.StreamSpecification;
      expect(await view('--wait 1')).to.equal(undefined);
      expect(await view('--stream')).to.deep.equal({ StreamEnabled: true, StreamViewType: 'NEW_IMAGE' });
      expect(await view('--stream old-image')).to.deep.equal({ StreamEnabled: true, StreamViewType: 'OLD_IMAGE' });
      expect(await view('--no-stream')).to.deep.equal({ StreamEnabled: false });
    });

    it('prints what has reservations expire', async () => {
      const requests = await dryrun('singleton create-table --name unique --dryrun');
      expect(requests[1]).to.deep.equal({
        operation: 'UpdateTimeToLive',
        input: { TableName: 'unique', TimeToLiveSpecification: { AttributeName: 'expires', Enabled: true } },
      });
    });

    it('prints a deletion without asking', async () => {
      const requests = await dryrun('dynamodb delete-table --name orders --dryrun');
      expect(requests).to.deep.equal([{ operation: 'DeleteTable', input: { TableName: 'orders' } }]);
    });
  });

  describe('delete-table', () => {
    it('deletes with --yes, and says so when there is nothing to delete', async () => {
      await typed('dynamodb create-table --name doomed');
      expect(await typed('dynamodb delete-table --name doomed --yes')).to.deep.equal({
        stdout: 'Table "doomed" is deleted.\n',
        stderr: '',
        code: 0,
      });
      const again = await typed('dynamodb delete-table --name doomed --yes --json');
      expect(again).to.include({ stdout: '{"table":"doomed","outcome":"absent"}\n', code: 0 });
    });

    it('refuses, as wrong use, where nobody can confirm it', async () => {
      await typed('dynamodb create-table --name kept');
      const { stdout, stderr, code } = await typed('dynamodb delete-table --name kept');
      expect({ stdout, code }).to.deep.equal({ stdout: '', code: 2 });
      expect(stderr).to.match(/^error: This deletes table "kept" and all its events.*pass --yes\.\n$/);
      expect(await exists('kept')).to.equal(true);
    });

    it('asks on a terminal, and takes nothing but the name for a yes, and Ctrl-C for the end', async () => {
      await typed('dynamodb create-table --name asked');
      const answered = (input: string) =>
        eventsourceOnTerminal(['dynamodb', 'delete-table', '--name', 'asked', '--endpoint', endpoint], {
          input,
          inputAt: /to go on: /,
        });
      const no = await answered('yes\n');
      expect(no.stdout).to.include('Type "asked" to go on: ').and.include('Nothing was deleted.');
      expect(no.code).to.equal(1);
      expect(await exists('asked')).to.equal(true);

      const given = await answered('\u0003');
      expect(given.stdout).to.match(/error:.* Interrupted\./);
      expect(given.code).to.equal(130);
      expect(await exists('asked')).to.equal(true);

      expect(await answered('asked\n')).to.include({ code: 0 });
      expect(await exists('asked')).to.equal(false);
    });

    it('leaves a table alone that holds something else', async () => {
      await typed('dynamodb create-table --name of-events');
      const { stderr, code } = await typed('singleton delete-table --name of-events --yes');
      expect(code).to.equal(1);
      expect(stderr).to.match(
        /^error: .*reservations need key \(S\), but this table has key \(S\), partition \(N\)\. It was not/,
      );
      expect(await exists('of-events')).to.equal(true);
    });
  });

  describe('describe', () => {
    it('tells how a table stands, to people and to programs', async () => {
      await typed('dynamodb create-table --name told --rcap 7 --wcap 3');
      const { stdout, stderr, code } = await typed('dynamodb describe --name told');
      expect({ stderr, code }).to.deep.equal({ stderr: '', code: 0 });
      expect(stdout).to.match(
        /^Table +told\nStatus +ACTIVE\nKey +key \(S\), partition \(N\)\nBilling +for 7 read and 3 /,
      );
      const told = JSON.parse((await typed('dynamodb describe --name told --json')).stdout);
      expect(told).to.deep.include({ name: 'told', status: 'ACTIVE', items: 0, capacity: { read: 7, write: 3 } });
    });

    it('fails on a table that does not exist, with the error as JSON where that is wanted', async () => {
      const { stdout, stderr, code } = await typed('dynamodb describe --name never --json');
      expect({ stdout, code }).to.deep.equal({ stdout: '', code: 1 });
      expect(JSON.parse(stderr).error).to.include({ name: 'TableNotFoundError', table: 'never', where: endpoint });
    });
  });
});
