import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  AppendUnansweredError,
  ConcurrencyError,
  MalformedStreamError,
  StoreUnavailableError,
  ThrottledError,
} from '@eventsource/core';
import { CredentialsError, createTable, DynamoDbStore } from '@eventsource/dynamodb';
import { type Dynalite, startDynalite } from '@eventsource/testing';
import { expect } from 'chai';
import { bytes, commitTo } from './commits.js';
import { itemAt, jsonOf, plainClient } from './raw-items.js';
import { rejection } from './rejection.js';
import { notebook } from './requests.js';
import { type Fate, refusal, startProxy } from './scripted-proxy.js';

const throttle = refusal('ThrottlingException');
const conflict = refusal('TransactionConflictException');
const elsewhere = refusal('ReplicatedWriteConflictException');
const expired = refusal('ExpiredTokenException');
const slotTaken = refusal('ConditionalCheckFailedException');
const busy = refusal('ThrottlingException', 503);
const failed = { status: 500, body: '{"__type":"InternalServerError"}' };
const failedButApplied = { ...failed, applied: true };
const page = { status: 403, body: '<html>Forbidden by a proxy</html>' };
const anonymous = { status: 400, body: '{}' };
const empty = { status: 200, body: '{}' };

type ErrorClass = abstract new (...args: never[]) => Error;

/** How an append ends, try by try. */
const outcomes: [fates: Fate[], ends: 'stored' | ErrorClass, attempts: number][] = [
  [['pass'], 'stored', 1],
  [[throttle], 'stored', 2],
  [['lose request'], 'stored', 2],
  [[failed], 'stored', 2],

  [['lose answer'], ConcurrencyError, 2],
  [[failedButApplied], ConcurrencyError, 2],
  [['hang in answer'], ConcurrencyError, 2],

  [[throttle, throttle, throttle], ThrottledError, 3],
  [[refusal('ProvisionedThroughputExceededException'), throttle, throttle], ThrottledError, 3],
  [[conflict], ConcurrencyError, 1],
  [[elsewhere, elsewhere, elsewhere], ConcurrencyError, 3],
  [[throttle, conflict], ConcurrencyError, 2],
  [[expired], CredentialsError, 1],
  [[slotTaken], ConcurrencyError, 1],

  [['lose answer', throttle, throttle], AppendUnansweredError, 3],
  [['lose request', throttle, throttle], AppendUnansweredError, 3],
  [['lose request', throttle, conflict], AppendUnansweredError, 3],
  [['lose answer', expired], AppendUnansweredError, 2],
  [['lose answer', slotTaken], ConcurrencyError, 2],
  [[throttle, 'lose request', throttle], AppendUnansweredError, 3],
  [[throttle, failed, refusal('AccessDeniedException')], AppendUnansweredError, 3],
  [[failed, failed, failed], AppendUnansweredError, 3],
  [['hang', throttle, throttle], AppendUnansweredError, 3],
  [[busy, busy, busy], AppendUnansweredError, 3],
  [['garble answer'], AppendUnansweredError, 1],
  [[page], AppendUnansweredError, 1],
  [[anonymous], AppendUnansweredError, 1],
  [[empty], AppendUnansweredError, 1],
];

const named = (fate: Fate): string =>
  typeof fate === 'string'
    ? fate
    : `${fate.status} ${/#(\w+)"/.exec(fate.body)?.[1] ?? fate.body}${fate.applied ? ' (applied)' : ''}`;

describe('The outcome of an append', () => {
  let server: Dynalite;
  let proxy: Awaited<ReturnType<typeof startProxy>>;
  let direct: DynamoDbStore;
  let streams = 0;
  const { AWS_MAX_ATTEMPTS } = process.env;
  const { random } = Math;

  before(async () => {
    process.env.AWS_MAX_ATTEMPTS = '3';
    // The AWS client pauses between two tries for a random part of seconds.
    Math.random = () => 0;
    server = await startDynalite();
    proxy = await startProxy(server.endpoint);
    await createTable({ table: 'events', endpoint: server.endpoint });
    direct = new DynamoDbStore({ table: 'events', endpoint: server.endpoint });
  });

  after(async () => {
    Math.random = random;
    if (AWS_MAX_ATTEMPTS === undefined) delete process.env.AWS_MAX_ATTEMPTS;
    else process.env.AWS_MAX_ATTEMPTS = AWS_MAX_ATTEMPTS;
    direct.close();
    await proxy.stop();
    await server.stop();
  });

  const nextCommit = () => commitTo(`outcome-${streams++}`, 0, { id: bytes('ours') });

  const timeouts = { connectionTimeout: 600, requestTimeout: 600, socketTimeout: 600, throwOnRequestTimeout: true };
  const options = () => ({
    endpoint: proxy.endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
  });
  const clients: [string, () => DynamoDbStore][] = [
    [
      'with a client made here',
      () => new DynamoDbStore({ table: 'events', endpoint: proxy.endpoint, requestTimeout: 2400 }),
    ],
    [
      'with a client that was given',
      () => {
        const client = new DynamoDBClient({ ...options(), requestHandler: timeouts });
        return new DynamoDbStore({ table: 'events', client, requestTimeout: 5000 });
      },
    ],
    [
      'with a client that was given and reuses its handlers',
      () => {
        const client = new DynamoDBClient({ ...options(), requestHandler: timeouts, cacheMiddleware: true });
        return new DynamoDbStore({ table: 'events', client, requestTimeout: 5000 });
      },
    ],
  ];

  for (const [clientName, make] of clients) {
    describe(clientName, () => {
      let store: DynamoDbStore;

      before(async () => {
        store = make();
        proxy.play();
        await store.append(nextCommit());
      });

      after(() => store.close());

      for (const [fates, ends, attempts] of outcomes) {
        it(`is ${ends === 'stored' ? ends : ends.name} after ${fates.map(named).join(', ')}`, async () => {
          const commit = nextCommit();
          const { lines, onRequest } = notebook();
          proxy.play(...fates);
          if (ends === 'stored') await store.append(commit, { onRequest });
          else {
            const error = await rejection(store.append(commit, { onRequest }));
            expect(error).to.be.instanceOf(ends);
            expect(error).to.have.property('cause').that.is.instanceOf(Error);
          }
          expect(lines.join(), 'the tries it tells').to.include(attempts === 1 ? 'PutItem' : `in ${attempts} tries`);
          expect(proxy.seen, 'the tries it made').to.have.length(attempts);
          await expectTruth(commit.stream, ends);
        });
      }
    });
  }

  /** What claims to be certain must be right. */
  async function expectTruth(stream: string, ends: 'stored' | ErrorClass) {
    if (ends === AppendUnansweredError || ends === ConcurrencyError) return;
    const stored = (await direct.read(stream, 1)) !== undefined;
    expect(stored).to.equal(ends === 'stored');
  }

  it('shows the commit in the slot where DynamoDB does', async () => {
    const store = new DynamoDbStore({ table: 'events', endpoint: proxy.endpoint });
    const commit = nextCommit();
    const winner = itemAt(commit.stream, 1, 2000, { _2: { B: bytes('second') } });
    const { lines, onRequest } = notebook();
    proxy.play(refusal('ConditionalCheckFailedException', 400, { Item: jsonOf(winner) }));

    const error = await rejection(store.append(commit, { onRequest }));
    if (!(error instanceof ConcurrencyError)) throw error;
    expect(error.winner).to.deep.include({
      first: 1,
      id: bytes('id-1'),
      records: [new Uint8Array(2000), bytes('second')],
    });
    expect(lines, 'charged for the larger item').to.deep.equal(['PutItem 0/2']);
    store.close();
  });

  it('shows no commit that begins elsewhere than at the slot', async () => {
    const store = new DynamoDbStore({ table: 'events', endpoint: proxy.endpoint });
    const commit = nextCommit();
    const item = { key: { S: commit.stream }, partition: { N: '1' }, _100: { B: bytes('of the Go library') } };
    proxy.play(refusal('ConditionalCheckFailedException', 400, { Item: jsonOf(item) }));
    const error = await rejection(store.append(commit));
    expect(error).to.be.instanceOf(ConcurrencyError);
    expect(error).to.have.property('winner', undefined);
    store.close();
  });

  it('is a malformed stream when what lies in the slot is no commit', async () => {
    const store = new DynamoDbStore({ table: 'events', endpoint: proxy.endpoint });
    proxy.play(refusal('ConditionalCheckFailedException', 400, { Item: { key: { S: 'x' }, partition: { N: '1' } } }));
    expect(await rejection(store.append(nextCommit()))).to.be.instanceOf(MalformedStreamError);
    store.close();
  });

  it('is certain where nothing was sent: no connection, no credentials, no region', async () => {
    const down = new DynamoDbStore({ table: 'events', endpoint: 'http://127.0.0.1:1', requestTimeout: 5000 });
    const { lines, onRequest } = notebook();
    const error = await rejection(down.append(nextCommit(), { onRequest }));
    expect(error).to.be.instanceOf(StoreUnavailableError);
    expect(error).to.have.property('where', 'http://127.0.0.1:1');
    expect(lines).to.deep.equal(['PutItem 0/0 in 3 tries']);

    const unknown = new DynamoDbStore({ table: 'events', endpoint: 'http://no-such-host.invalid' });
    expect(await rejection(unknown.append(nextCommit()))).to.be.instanceOf(StoreUnavailableError);

    const credentials = () => Promise.reject(Object.assign(new Error('none'), { name: 'CredentialsProviderError' }));
    const client = new DynamoDBClient({ ...options(), credentials });
    const store = new DynamoDbStore({ table: 'events', client });
    expect(await rejection(store.append(nextCommit()))).to.be.instanceOf(CredentialsError);
    client.destroy();
  });

  it('is unknown where the tries cannot be watched and the last error does not tell', async () => {
    const client = plainClient(proxy.endpoint);
    const failing = (error: object) =>
      Object.assign(client, { send: () => Promise.reject(Object.assign(new Error('x'), error)) });
    const append = (error: object) =>
      rejection(new DynamoDbStore({ table: 'events', client: failing(error) }).append(nextCommit()));
    const throttled = { name: 'ThrottlingException', $fault: 'client' };

    expect(await append({ ...throttled, $metadata: { httpStatusCode: 400, attempts: 2 } })).to.be.instanceOf(
      AppendUnansweredError,
    );
    expect(await append({ ...throttled, $metadata: { httpStatusCode: 400 } })).to.be.instanceOf(AppendUnansweredError);
    expect(await append({ ...throttled, $metadata: { httpStatusCode: 400, attempts: 1 } })).to.be.instanceOf(
      ThrottledError,
    );
    expect(await append({ code: 'ECONNRESET', $metadata: { attempts: 1 } })).to.be.instanceOf(AppendUnansweredError);
    client.destroy();
  });

  it('is unknown where the write was answered and something in the client failed after it', async () => {
    const client = plainClient(proxy.endpoint);
    client.middlewareStack.add(
      (next) => async (args) => {
        await next(args);
        throw Object.assign(new Error('logging failed'), {
          name: 'ThrottlingException',
          $fault: 'client',
          $metadata: { httpStatusCode: 400 },
        });
      },
      { step: 'initialize' },
    );
    const commit = nextCommit();
    proxy.play();
    const error = await rejection(new DynamoDbStore({ table: 'events', client }).append(commit));
    expect(error).to.be.instanceOf(AppendUnansweredError);
    expect(await direct.read(commit.stream, 1)).not.to.equal(undefined);
    client.destroy();
  });

  it('leaves the client it was given as it was', async () => {
    const client = plainClient(proxy.endpoint);
    const before = client.middlewareStack.identify();
    const stores = [1, 2].map(() => new DynamoDbStore({ table: 'events', client }));
    await Promise.all(stores.map((store) => store.append(nextCommit())));
    for (const store of stores) store.close();
    expect(client.middlewareStack.identify()).to.deep.equal(before);
    await new DynamoDbStore({ table: 'events', client }).append(nextCommit());
    client.destroy();
  });
});
