import { CreateTableCommand, DynamoDBClient, waitUntilTableExists } from '@aws-sdk/client-dynamodb';
import { StoreUnavailableError, ThrottledError } from '@eventsource/core';
import { TableMismatchError, TableNotFoundError, type VerifyOptions, verify } from '@eventsource/dynamodb';
import { expect } from 'chai';
import { bytes, range } from '../commits.js';
import { putItems } from '../raw-items.js';
import { rejection } from '../rejection.js';
import { type Fate, refusal, startProxy } from '../scripted-proxy.js';
import { ImpatientTimer } from './impatient-timer.js';
import { intercepting } from './interception.js';
import { all, commitItem, Tables } from './tables.js';

describe('The reads of a verification', () => {
  const tables = new Tables();
  let table: string;
  let proxy: Awaited<ReturnType<typeof startProxy>>;

  before(async () => {
    await tables.start();
    proxy = await startProxy(tables.endpoint);
    const record = { B: bytes(`{"t":"a","d":{"x":"${'x'.repeat(20_000)}"}}`) };
    const items = range(1, 60).map((version) => commitItem('large', version, version, { [`_${version}`]: record }));
    ({ table } = await tables.of(...items, ...range(1, 40).map((number) => commitItem(`small-${number}`, 1))));
  });

  after(async () => {
    await proxy.stop();
    await tables.stop();
  });

  /** When each request was sent, in seconds, and what it was charged. */
  async function requestsAt(readUnitsPerSecond: number | undefined) {
    const timer = new ImpatientTimer();
    const sent: { at: number; limit: unknown }[] = [];
    const before = ({ input }: { input: object }) =>
      sent.push({ at: timer.now() / 1000, limit: Reflect.get(input, 'Limit') });
    const client = intercepting(tables.endpoint, { before });
    const charged: number[] = [];
    const verification = verify({ table, client, readUnitsPerSecond, timer, onProgress });
    function onProgress({ totals }: { totals: { units: number } }) {
      charged.push(totals.units - charged.reduce((sum, units) => sum + units, 0));
    }
    expect(await all(verification)).to.deep.equal([]);
    expect(verification.totals).to.include({ streams: 41, items: 100 });
    client.destroy();
    return sent.map(({ at, limit }, index) => ({ at, limit, units: charged[index] ?? 0 }));
  }

  for (const rate of [3, 20, 100]) {
    it(`take no more than ${rate} units a second, if that is allowed`, async () => {
      const requests = await requestsAt(rate);
      let units = 0;
      for (const request of requests) {
        expect(units, `before ${request.at} s`).to.be.at.most(rate * request.at + 1e-6);
        units += request.units;
      }
      // 1.2 MB, at the half price that dynalite charges for a Scan.
      expect(units).to.be.within(140, 200);
      const last = requests.at(-1);
      expect(last?.at).to.be.closeTo((units - (last?.units ?? 0)) / rate, 0.01);
    });
  }

  it('ask for less at a time where little is allowed', async () => {
    const slow = await requestsAt(3);
    // One page may be dear: the first on which items are larger than those before.
    expect(slow.filter(({ units }) => units > 6)).to.have.length.at.most(1);
    const fast = await requestsAt(256);
    expect(fast.map(({ limit }) => limit)).to.deep.equal([undefined, undefined]);
  });

  it('take up to 1000 units a second unless told otherwise', async () => {
    const [first, second] = await requestsAt(undefined);
    expect(first?.at).to.equal(0);
    expect(second?.at).to.be.closeTo((first?.units ?? 0) / 1000, 1e-6);
  });

  it('wait in real time', async () => {
    const start = performance.now();
    await all(verify({ table, client: tables.client, readUnitsPerSecond: 400 }));
    // 130 units of the first page.
    expect((performance.now() - start) / 1000).to.be.at.least(0.25);
  });

  it('end at once when the signal does, also a wait', async () => {
    const controller = new AbortController();
    const { signal } = controller;
    const onProgress = () => setTimeout(() => controller.abort('enough'), 10);
    const verification = verify({ table, client: tables.client, readUnitsPerSecond: 0.01, signal, onProgress });
    expect(await rejection(all(verification))).to.equal('enough');
    expect(await rejection(all(verify({ table, client: tables.client, signal })))).to.equal('enough');
  });

  describe('when DynamoDB throttles', () => {
    const throttled = refusal('ProvisionedThroughputExceededException');
    let client: DynamoDBClient;

    before(() => {
      // One try a request, so that the scripts below are of requests.
      const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
      client = new DynamoDBClient({ endpoint: proxy.endpoint, region: 'us-east-1', credentials, maxAttempts: 1 });
    });
    after(() => client.destroy());

    const begin = (timer: ImpatientTimer, checkpoint?: string) => verify({ table, client, timer, checkpoint });

    it('wait longer and longer, and go on', async () => {
      proxy.play('pass', throttled, throttled, throttled, 'pass');
      const timer = new ImpatientTimer();
      const verification = begin(timer);
      expect(await all(verification)).to.deep.equal([]);
      expect(timer.pauses.filter((pause) => pause >= 1000)).to.deep.equal([1000, 2000, 4000]);
      expect(verification.totals).to.include({ items: 100 });
    });

    it('give up after two minutes, and can be gone on with', async () => {
      proxy.play('pass', ...Array<Fate>(8).fill(throttled));
      const timer = new ImpatientTimer();
      const verification = begin(timer);
      expect(await rejection(all(verification))).to.be.instanceOf(ThrottledError);
      expect(timer.now()).to.be.within(90_000, 130_000);
      expect(verification.totals.items).to.be.within(1, 99);

      const rest = begin(timer, verification.checkpoint);
      expect(await all(rest)).to.deep.equal([]);
      expect(rest.totals).to.include({ streams: 41, items: 100 });
    });

    it('try again when an answer was lost', async () => {
      proxy.play('pass', 'lose answer', 'lose request', refusal('InternalServerError', 500), 'pass');
      const verification = begin(new ImpatientTimer());
      expect(await all(verification)).to.deep.equal([]);
      expect(verification.totals).to.include({ items: 100 });
    });
  });

  describe('fail at once for', () => {
    async function failure(options: Pick<VerifyOptions, 'table'> & { endpoint: string }): Promise<unknown> {
      const timer = new ImpatientTimer();
      const error = await rejection(all(verify({ ...options, timer })));
      expect(timer.pauses).to.deep.equal([]);
      return error;
    }

    it('an endpoint that is down', async () => {
      expect(await failure({ table, endpoint: 'http://127.0.0.1:1' })).to.be.instanceOf(StoreUnavailableError);
    });

    it('a table that does not exist', async () => {
      expect(await failure({ table: 'nowhere', endpoint: tables.endpoint })).to.be.instanceOf(TableNotFoundError);
    });

    it('a table with another key', async () => {
      const client = tables.client;
      const definition = new CreateTableCommand({
        TableName: 'reservations',
        AttributeDefinitions: [{ AttributeName: 'key', AttributeType: 'S' }],
        KeySchema: [{ AttributeName: 'key', KeyType: 'HASH' }],
        BillingMode: 'PAY_PER_REQUEST',
      });
      await client.send(definition);
      await waitUntilTableExists({ client, maxWaitTime: 10, minDelay: 1 }, { TableName: 'reservations' });
      await putItems(client, 'reservations', [{ key: { S: 'email:joe' }, owner: { S: 'joe' } }]);
      const error = await failure({ table: 'reservations', endpoint: tables.endpoint });
      expect(error).to.be.instanceOf(TableMismatchError);
    });
  });

  const refused: [string, Pick<VerifyOptions, 'readUnitsPerSecond' | 'nearLimit' | 'segment'>][] = [
    ['no units at all', { readUnitsPerSecond: 0 }],
    ['units that are no number', { readUnitsPerSecond: Number.NaN }],
    ['a limit of nothing', { nearLimit: 0 }],
    ['a limit in percent', { nearLimit: 80 }],
    ['a segment behind the last', { segment: { index: 4, of: 4 } }],
    ['half a segment', { segment: { index: 0.5, of: 4 } }],
    ['more segments than there can be', { segment: { index: 0, of: 1_000_001 } }],
  ];
  for (const [what, options] of refused) {
    it(`are refused with ${what}`, () => {
      expect(() => verify({ table, endpoint: tables.endpoint, ...options })).to.throw(RangeError);
    });
  }
});
