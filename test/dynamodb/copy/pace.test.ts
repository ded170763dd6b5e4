import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { ThrottledError } from '@eventsource/core';
import { copy } from '@eventsource/dynamodb';
import { expect } from 'chai';
import { bytes, range } from '../commits.js';
import { rejection } from '../rejection.js';
import { type Fate, refusal, startProxy } from '../scripted-proxy.js';
import { ImpatientTimer } from '../verify/impatient-timer.js';
import { intercepting } from '../verify/interception.js';
import { commitItem } from '../verify/tables.js';
import { type CopiedOptions, Copies } from './copies.js';

describe('The pace of a copy', () => {
  const copies = new Copies();
  let from: CopiedOptions;
  let proxy: Awaited<ReturnType<typeof startProxy>>;
  let client: DynamoDBClient;

  before(async () => {
    await copies.start();
    proxy = await startProxy(copies.endpoint);
    const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
    client = new DynamoDBClient({ endpoint: proxy.endpoint, region: 'us-east-1', credentials, maxAttempts: 1 });
    const large = { _1: { B: bytes('x'.repeat(5000)) } };
    from = await copies.of(...range(1, 40).map((stream) => commitItem(`s-${stream}`, 1, 1, stream % 2 ? large : {})));
  });
  after(async () => {
    client.destroy();
    await proxy.stop();
    await copies.stop();
  });

  for (const concurrency of [1, 8]) {
    it(`keeps to its write units, with ${concurrency} streams at a time`, async () => {
      const timer = new ImpatientTimer();
      const to = await copies.empty();
      const sent: { readonly at: number; readonly units: number }[] = [];
      const before = ({ operation, input }: { operation: string; input: Readonly<Record<string, unknown>> }) => {
        const units = JSON.stringify(input).length > 5000 ? 5 : 1;
        if (operation === 'PutItem') sent.push({ at: timer.now() / 1000, units });
      };
      const writer = intercepting(copies.endpoint, { before });
      const target = { table: to.table, client: writer, writeUnitsPerSecond: 10, readUnitsPerSecond: 1e6 };
      const totals = await copy({ from, to: target, timer, concurrency });
      writer.destroy();
      expect(totals.writeUnits).to.equal(20 * 5 + 20);
      let units = 0;
      for (const put of sent) {
        expect(units, `before ${put.at} s`).to.be.at.most(10 * put.at + 1e-6);
        units += put.units;
      }
      expect(units).to.equal(120);
      expect(sent.at(-1)?.at).to.be.within(11, 12);
    });
  }

  it('keeps to the read units of each side', async () => {
    for (const side of ['from', 'to'] as const) {
      const timer = new ImpatientTimer();
      const [source, target] = [from, await copies.empty()];
      const slow = { readUnitsPerSecond: 2 };
      const totals = await copy({
        from: { ...source, readUnitsPerSecond: 1e6, ...(side === 'from' && slow) },
        to: { ...target, readUnitsPerSecond: 1e6, writeUnitsPerSecond: 1e6, ...(side === 'to' && slow) },
        timer,
        concurrency: 4,
      });
      const units = side === 'from' ? totals.sourceReadUnits : totals.targetReadUnits;
      expect(timer.now() / 1000).to.be.within(units / 2 - 4, units / 2 + 2);
    }
  });

  const throttled = refusal('ProvisionedThroughputExceededException');

  it('waits out what is throttled, and what is not answered', async () => {
    const to = await copies.empty();
    const timer = new ImpatientTimer();
    // DescribeTable, Query, PutItem: the second is written, though nobody is told.
    proxy.play('pass', 'pass', throttled, 'lose answer', 'lose request', throttled, 'pass');
    const totals = await copy({ from, to: { table: to.table, client }, timer, concurrency: 1 });
    expect(totals).to.include({ written: 40, verified: 40, conflicts: 0 });
    expect(timer.pauses.filter((pause) => pause >= 1000).slice(0, 4)).to.deep.equal([1000, 2000, 4000, 8000]);
    expect(await copies.contents(to)).to.deep.equal(await copies.contents(from));
  });

  it('gives up after two minutes of it, and can be gone on with', async () => {
    const to = await copies.empty();
    const timer = new ImpatientTimer();
    proxy.play('pass', 'pass', 'pass', 'pass', ...Array<Fate>(8).fill(throttled));
    let checkpoint: string | undefined;
    const options = { from, to: { table: to.table, client }, timer, concurrency: 1 };
    const failing = copy({
      ...options,
      onProgress: (progress) => {
        checkpoint = progress.checkpoint;
      },
    });
    expect(await rejection(failing)).to.be.instanceOf(ThrottledError);
    expect(timer.now()).to.be.within(90_000, 130_000);
    expect(await copy({ ...options, checkpoint })).to.include({ streams: 40, items: 40, verified: 40 });
  });

  it('waits not at all where the endpoint is down', async () => {
    const timer = new ImpatientTimer();
    const down = { table: 'events', endpoint: 'http://127.0.0.1:1' };
    const failures = [copy({ from: down, to: 'nowhere', timer }), copy({ from, to: down, timer })];
    for (const failure of failures) expect(await rejection(failure)).to.include({ name: 'StoreUnavailableError' });
    expect(timer.pauses).to.deep.equal([]);
  });
});
