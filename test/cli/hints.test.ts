import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateTableCommand } from '@aws-sdk/client-dynamodb';
import { expect } from 'chai';
import { Tables } from '../dynamodb/verify/tables.js';
import { eventsource } from './eventsource.js';

const PAYMENTS = new URL('./applications/payments.js', import.meta.url).pathname;
const LEDGER = new URL('./applications/ledger.js', import.meta.url).pathname;

describe('What the command advises', function () {
  this.timeout(60_000);
  const tables = new Tables();
  let folder: string;
  let endpoint: string;
  let table: string;
  let isolated: Readonly<Record<string, string>>;

  before(async () => {
    await tables.start();
    ({ endpoint } = tables);
    ({ table } = await tables.of());
    folder = await mkdtemp(join(tmpdir(), 'hints-'));
    const files = ['config', 'credentials'].map((name) => join(folder, name));
    for (const file of files) await writeFile(file, '');
    const [config = '', credentials = ''] = files;
    isolated = {
      ...{ AWS_CONFIG_FILE: config, AWS_SHARED_CREDENTIALS_FILE: credentials, AWS_EC2_METADATA_DISABLED: 'true' },
      ...{ AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '', JOURNAL: join(folder, 'journal') },
    };
  });
  after(async () => {
    await tables.stop();
    await rm(folder, { recursive: true });
  });

  /** The error of a line that fails. */
  async function errorOf(line: string, env: Readonly<Record<string, string>> = {}): Promise<string> {
    const { stdout, stderr, code } = await eventsource(line.split(' '), { env });
    expect({ stdout, code }).to.deep.equal({ stdout: '', code: 1 });
    return stderr;
  }

  it('where a table is missing is the command that creates it, with the way to it that was typed', async () => {
    expect(await errorOf(`dynamodb describe --name nope --endpoint ${endpoint}`)).to.equal(
      `error: Table "nope" does not exist at ${endpoint}. Check its name, or create it: ` +
        `eventsource dynamodb create-table --name nope --endpoint ${endpoint}\n`,
    );
    // The SDK's own variable, as good as AWS: there, the region says which tables there are.
    const aws = { AWS_ENDPOINT_URL_DYNAMODB: endpoint };
    expect(await errorOf('dynamodb describe --name nope --region eu-west-1', aws)).to.include(
      'Check its name and --region, or create it: eventsource dynamodb create-table --name nope --region eu-west-1\n',
    );
    const copy = await errorOf(`copy --from ${table} --to nope --from-endpoint ${endpoint} --to-endpoint ${endpoint}`);
    expect(copy).to.include(`create-table --name nope --endpoint ${endpoint}\n`);
  });

  it('where the table of an application is missing is about its module', async () => {
    const line = `projections rebuild audit --name ${table} --endpoint ${endpoint} --module ${LEDGER}`;
    const env = { CHECKPOINTS: 'nowhere', ENDPOINT: endpoint };
    const { table: full } = await tables.of({
      key: { S: 'account:1' },
      partition: { N: '1' },
      _1: { B: Buffer.from('x') },
    });
    expect(await errorOf(line.replace(table, full), env)).to.match(
      /Table "nowhere" does not exist at .*\. Check how your module connects, or create it: eventsource checkpoints create-table --name nowhere\n$/,
    );
  });

  it('where a table is of something else is how to see what is needed', async () => {
    const KeySchema = [{ AttributeName: 'id', KeyType: 'HASH' as const }];
    const AttributeDefinitions = [{ AttributeName: 'id', AttributeType: 'S' as const }];
    const other = { TableName: 'users', BillingMode: 'PAY_PER_REQUEST' as const, KeySchema, AttributeDefinitions };
    await tables.client.send(new CreateTableCommand(other));
    expect(await errorOf(`dynamodb create-table --name users --endpoint ${endpoint}`)).to.equal(
      'error: Table "users" has another key schema than one of events, which this shows: ' +
        'eventsource dynamodb create-table --name users --dryrun\n',
    );
  });

  it('where no region is known is the option', async () => {
    const env = { ...isolated, AWS_ACCESS_KEY_ID: 'x', AWS_SECRET_ACCESS_KEY: 'x' };
    const message = 'error: No AWS region is known. Pass --region, or set AWS_REGION.\n';
    expect(await errorOf('dynamodb describe --name orders', env)).to.equal(message);
    expect(await errorOf('copy --from orders --to others', env)).to.include('Pass --from-region or --to-region');
    const replay = `replay --from s3://archive/x --format firehose --module ${PAYMENTS}`;
    expect(await errorOf(replay, env)).to.equal(
      'error: s3://archive/x cannot be read. No AWS region is known. Pass --region, or set AWS_REGION.\n',
    );
  });

  it('where there are no credentials names the profile that was typed, or the option', async () => {
    const describe = 'dynamodb describe --name orders --region eu-west-1';
    expect(await errorOf(`${describe} --profile nope`, isolated)).to.match(
      /^error: AWS credentials of profile "nope" are missing, .* See that it is in the AWS configuration files, or/,
    );
    expect(await errorOf(describe, isolated)).to.match(/AWS_SECRET_ACCESS_KEY, or pass --profile\.\n$/);
    const copy = 'copy --from orders --to others --from-region eu-west-1 --to-region eu-west-1';
    expect(await errorOf(`${copy} --to-profile nope`, isolated)).to.include('of profile "nope"');
    const replay = `replay --from s3://archive/x --format firehose --module ${PAYMENTS} --region eu-west-1`;
    expect(await errorOf(`${replay} --profile nope`, isolated)).to.match(
      /^error: s3:\/\/archive\/x cannot be read\. AWS credentials of profile "nope" are missing/,
    );
  });

  it('is part of the error in JSON, with its data', async () => {
    const error = JSON.parse(await errorOf(`dynamodb describe --name nope --endpoint ${endpoint} --json`));
    expect(error)
      .to.have.property('error')
      .that.includes({ name: 'TableNotFoundError', table: 'nope', holds: 'events' });
    expect(error.error.message).to.include('eventsource dynamodb create-table');
  });
});
