import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { Dispatcher, install, Projections } from '@eventsource/core';
import { createTable, dynamoDb } from '@eventsource/dynamodb';
import { createCheckpointTable, DynamoDbCheckpoints, streamHandler } from '@eventsource/lambda';
import { DynamoDbShardLeases, pollStream } from '@eventsource/lambda/poller';
import { expect } from 'chai';
import { container } from 'tsyringe';
import { Account, Deposit, DepositAll, Withdraw } from '../core/accounts/account.js';
import { type Fate, refusal, startProxy } from '../dynamodb/scripted-proxy.js';
import { Random } from '../faults/proxy/random.js';
import { invocation } from '../lambda/events.js';
import { DynamoDbLocal } from './dynamodb-local/dynamodb-local.js';
import { asLambda } from './streams/as-lambda.js';
import { createBalances, StoredBalances, storedBalances } from './streams/stored-balances.js';
import { recordsOf, streamsClient } from './streams/table-with-stream.js';

const THROTTLED = refusal('ProvisionedThroughputExceededException');

describe('A projection in DynamoDB Local, behind the stream of a table', function () {
  this.timeout(120_000);
  let local: DynamoDbLocal;
  let client: DynamoDBClient;
  let streams: DynamoDBStreamsClient;
  let failing: DynamoDBClient;
  let proxy: Awaited<ReturnType<typeof startProxy>>;

  beforeEach(async function () {
    this.timeout(300_000);
    local = await DynamoDbLocal.start();
    client = local.client();
    streams = streamsClient(local.endpoint);
    proxy = await startProxy(local.endpoint);
    // Of the same credentials, since DynamoDB Local keeps tables apart by them.
    const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
    failing = new DynamoDBClient({ region: 'us-east-1', credentials, endpoint: proxy.endpoint });
    await createTable({ table: 'events', client });
    await createCheckpointTable({ table: 'checkpoints', client });
    await createBalances(client);
  });

  afterEach(async () => {
    streams.destroy();
    failing.destroy();
    await proxy.stop();
    await local.stop();
  });

  /** An application whose positions are written through a server that fails when it is told to. */
  function application() {
    const app = container.createChildContainer();
    const checkpoints = new DynamoDbCheckpoints({ table: 'checkpoints', client: failing, requestTimeout: 4000 });
    const projections = { projections: [StoredBalances], checkpoints, report: () => {} };
    install(app, { aggregates: [Account] }, dynamoDb({ table: 'events', client }), projections);
    return { app, dispatcher: app.resolve(Dispatcher) };
  }

  /** @returns what the read model has to say. */
  async function spend(dispatcher: Dispatcher, commands: number, random: Random): Promise<Record<string, string>> {
    const sums = new Map<string, [balance: number, events: number]>();
    for (let nth = 0; nth < commands; nth++) {
      const account = `a${random.integer(1, 8)}`;
      const [balance, events] = sums.get(account) ?? [0, 0];
      const amount = random.integer(1, 9);
      const several = random.integer(1, 4) === 1;
      if (several) await dispatcher.dispatch(new DepositAll(account, [amount, amount]));
      else if (balance > amount) await dispatcher.dispatch(new Withdraw(account, amount));
      else await dispatcher.dispatch(new Deposit(account, amount));
      if (several) sums.set(account, [balance + 2 * amount, events + 2]);
      else sums.set(account, [balance > amount ? balance - amount : balance + amount, events + 1]);
    }
    return Object.fromEntries(
      [...sums].map(([account, [balance, events]]) => [account, `${balance} in ${events} events`]),
    );
  }

  it('takes each event once, with records that come in pieces, twice, and late, and a table of positions that fails', async () => {
    const random = new Random(11);
    const { app, dispatcher } = application();
    const expected = await spend(dispatcher, 120, random);
    const records = (await recordsOf(streams, 'events')).map((record) => asLambda(record));
    let handler = streamHandler(app);
    let invocations = 0;
    for (let taken = 0; taken < records.length; ) {
      if (++invocations > 500) expect.fail('It never comes to an end.');
      const from = Math.max(0, taken - random.integer(0, 5));
      const batch = records.slice(from, from + random.integer(1, 25)).sort(() => random.fraction() - 0.5);
      proxy.play(
        ...Array.from({ length: 6 }, () =>
          random.pick<Fate>(['pass', 'pass', 'lose answer', 'lose request', THROTTLED]),
        ),
      );
      const { batchItemFailures } = await handler({ Records: batch }, invocation());
      if (batchItemFailures.length === 0) taken = from + batch.length;
      if (random.integer(1, 4) === 1) handler = streamHandler(application().app);
    }
    expect(await storedBalances(client)).to.deep.equal(expected);
  });

  it('is driven by a poller, while commands go on, and by the next poller where that has stopped', async () => {
    const random = new Random(12);
    const { app, dispatcher } = application();
    const leases = new DynamoDbShardLeases({ table: 'checkpoints', client });
    const options = { table: 'events', client: streams, leases, interval: 50, report: () => {} };
    const first = new AbortController();
    const polling = pollStream(app, { ...options, signal: first.signal });
    const expected = await spend(dispatcher, 30, random);
    first.abort();
    await polling;

    const { dispatcher: later } = application();
    await later.dispatch(new Deposit('late', 5));
    const second = new AbortController();
    const next = pollStream(application().app, { ...options, signal: second.signal });
    await later.dispatch(new Deposit('late', 6));
    const all: Record<string, string> = { ...expected, late: '11 in 2 events' };
    for (const [aggregateId, told] of Object.entries(all)) {
      const point = { aggregate: 'account', aggregateId, version: Number(/in (\d+)/.exec(told)?.[1]) };
      await app.resolve(Projections).waitFor(StoredBalances, point, { timeout: 30_000 });
    }
    second.abort();
    await next;
    expect(await storedBalances(client)).to.deep.equal(all);
  });
});
