import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { Dispatcher, install } from '@eventsource/core';
import { createTable, dynamoDb } from '@eventsource/dynamodb';
import { createCheckpointTable, DynamoDbCheckpoints, redrive, streamHandler } from '@eventsource/lambda';
import { DynamoDbShardLeases, pollStream } from '@eventsource/lambda/poller';
import { expect } from 'chai';
import { container, type DependencyContainer } from 'tsyringe';
import { cloudFormationPolicies, terraformPolicies } from '../cli/templates/printed-policies.js';
import { Account, Deposit, DepositAll } from '../core/accounts/account.js';
import { startProxy } from '../dynamodb/scripted-proxy.js';
import { invocation } from '../lambda/events.js';
import { until } from '../lambda/poller/until.js';
import { DynamoDbLocal } from './dynamodb-local/dynamodb-local.js';
import { Elsewhere, Lost, Writing } from './permissions/consumers.js';
import { permissionsSent } from './permissions/permissions-sent.js';
import { asLambda } from './streams/as-lambda.js';
import { recordsOf, streamsClient } from './streams/table-with-stream.js';

/** What a function is allowed and never sends itself, and why. */
const SENT_BY_LAMBDA: Readonly<Record<string, string>> = {
  'dynamodb:DescribeStream stream of events': 'The event source mapping reads the stream by the role of the function.',
  'dynamodb:GetRecords stream of events': 'Likewise.',
  'dynamodb:GetShardIterator stream of events': 'Likewise.',
  'dynamodb:ListStreams *': 'Likewise.',
  'sqs:SendMessage dead letters': 'The mapping tells there what it gives up on.',
};

/** Likewise of a poller. */
const FOR_FUNCTIONS: Readonly<Record<string, string>> = {
  'sqs:SendMessage dead letters': 'A poller has no mapping.',
};

/** What the consumers of this test write themselves, so that no template knows of it. */
const READ_MODELS = [
  'dynamodb:PutItem read-model',
  'dynamodb:DeleteItem read-model',
  'dynamodb:UpdateItem read-model',
  'dynamodb:ConditionCheckItem read-model',
  'dynamodb:PutItem forgotten',
];

const TEMPLATE = ['--name', 'events', '--consumer', 'read-models', '--consumer-role', 'read-models'];

/** Of DynamoDB Local, which keeps tables apart by them. */
const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };

describe('The permissions of a consumer on DynamoDB Local', function () {
  this.timeout(120_000);
  let local: DynamoDbLocal;
  let proxy: Awaited<ReturnType<typeof startProxy>>;
  /** That of the consumers, which is watched, and another one for everything else. */
  let client: DynamoDBClient;
  let direct: DynamoDBClient;
  let writer: Dispatcher;

  before(async function () {
    this.timeout(300_000);
    local = await DynamoDbLocal.start();
    proxy = await startProxy(local.endpoint);
    client = new DynamoDBClient({ region: 'us-east-1', credentials, endpoint: proxy.endpoint });
    direct = local.client();
    await createTable({ table: 'events', client: direct });
    await createCheckpointTable({ table: 'checkpoints', client: direct });
    await direct.send(
      new CreateTableCommand({
        TableName: 'read-model',
        AttributeDefinitions: [{ AttributeName: 'account', AttributeType: 'S' }],
        KeySchema: [{ AttributeName: 'account', KeyType: 'HASH' }],
        BillingMode: 'PAY_PER_REQUEST',
      }),
    );
    const app = container.createChildContainer();
    install(app, { aggregates: [Account] }, dynamoDb({ table: 'events', client: direct }));
    writer = app.resolve(Dispatcher);
  });

  beforeEach(() => {
    Elsewhere.fails = true;
    Lost.failures = 1;
    proxy.play();
  });

  after(async () => {
    client?.destroy();
    await proxy?.stop();
    await local?.stop();
  });

  /** An application that only consumes. */
  function consumer() {
    const app = container.createChildContainer();
    const deadLetters = { put: async () => {} };
    const checkpoints = new DynamoDbCheckpoints({ table: 'checkpoints', client });
    const consumption = { projections: [Writing, Elsewhere, Lost], checkpoints, deadLetters, report: () => {} };
    install(app, { aggregates: [Account] }, dynamoDb({ table: 'events', client }), consumption);
    return app;
  }

  /** The streams that were given up, as the table of checkpoints says. */
  async function stopped(): Promise<string[]> {
    const streams: string[] = [];
    const checkpoints = new DynamoDbCheckpoints({ table: 'checkpoints', client: direct });
    for await (const { stream } of checkpoints.stopped('elsewhere@1')) streams.push(stream);
    return streams;
  }

  /** The second account's commit is larger than an item. */
  async function deposit(one: string, other: string): Promise<void> {
    for (const amount of [1, 2, 3]) await writer.dispatch(new Deposit(one, amount));
    await writer.dispatch(new DepositAll(other, [1, 2]), { metadata: { note: 'x'.repeat(300_000) } });
  }

  async function redriveAll(app: DependencyContainer): Promise<void> {
    Elsewhere.fails = false;
    expect(await redrive(app, { consumer: 'elsewhere@1' })).to.deep.equal({ streams: 2, failures: [] });
  }

  /** Everything that was sent is allowed, and everything that is allowed was sent or is explained. */
  async function expectAllowed(explained: Readonly<Record<string, string>>): Promise<void> {
    const sent = new Set(proxy.seen.flatMap((operation, at) => permissionsSent(operation, proxy.bodies[at] ?? '')));
    for (const policies of [await terraformPolicies(...TEMPLATE), await cloudFormationPolicies(...TEMPLATE)]) {
      const statements = policies.filter(({ policy }) => policy === 'stream consumer');
      const allowed = statements.flatMap(({ actions, resources }) =>
        actions.flatMap((action) => resources.map((resource) => `${action} ${resource}`)),
      );
      expect(allowed).to.include.members(Object.keys(explained));
      const needed = allowed.filter((permission) => !(permission in explained));
      expect([...sent]).to.have.members([...needed, ...READ_MODELS]);
    }
  }

  it('are all that a function needs that fails, stops, is redriven and writes its read model, and no more', async () => {
    await deposit('a', 'b');
    const streams = streamsClient(local.endpoint);
    const records = (await recordsOf(streams, 'events')).map((record) => asLambda(record));
    streams.destroy();

    const app = consumer();
    const handler = streamHandler(app, [], { tries: 2, report: () => {} });
    // The first one is missing, so that it is loaded.
    for (const _ of ['first', 'second', 'third']) await handler({ Records: records.slice(1) }, invocation());
    expect(await stopped()).to.have.members(['account:a', 'account:b']);
    await redriveAll(app);
    await expectAllowed(SENT_BY_LAMBDA);
  });

  it('are all that a poller needs, and no more', async () => {
    const app = consumer();
    const streams = streamsClient(proxy.endpoint);
    const leases = new DynamoDbShardLeases({ table: 'checkpoints', client });
    const stop = new AbortController();
    const options = { table: 'events', client: streams, leases, leaseDuration: 300, tries: 2, report: () => {} };
    const polling = pollStream(app, { ...options, interval: 20, signal: stop.signal });
    await deposit('c', 'd');
    await until(async () => (await stopped()).length === 2);
    stop.abort();
    await polling;
    streams.destroy();
    await redriveAll(app);
    await expectAllowed(FOR_FUNCTIONS);
  });
});
