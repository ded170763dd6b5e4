import { install, MemoryStore, Repository } from '@eventsource/core';
import { verify } from '@eventsource/dynamodb';
import { expect } from 'chai';
import { container } from 'tsyringe';
import { bytes, range } from '../commits.js';
import type { RawItem } from '../raw-items.js';
import { Account } from './account.js';
import { clientOfStream } from './endless-stream.js';
import { garbageCollector } from './garbage-collector.js';
import { intercepting } from './interception.js';
import { all, commitItem, Tables } from './tables.js';

describe('A verification of a large table', () => {
  const tables = new Tables();

  before(() => tables.start());
  after(() => tables.stop());

  const large = { B: bytes(`{"t":"a","d":{"x":"${'x'.repeat(200_000)}"}}`) };
  const largeItem = (key: string, version: number): RawItem =>
    commitItem(key, version, version, { [`_${version}`]: large });

  it('follows streams over the ends of pages', async () => {
    const items = ['a', 'b', 'c'].flatMap((key) => range(1, 20).map((version) => largeItem(key, version)));
    const { table, endpoint } = await tables.of(...items);
    const operations: string[] = [];
    const client = intercepting(endpoint, { before: ({ operation }) => operations.push(operation) });
    const verification = verify({ table, client, readUnitsPerSecond: Number.POSITIVE_INFINITY });
    expect(await all(verification)).to.deep.equal([]);
    expect(verification.totals).to.include({ streams: 3, items: 60, events: 60 });
    expect(verification.totals.bytes).to.be.within(12e6, 12.1e6);
    expect(operations).to.deep.equal(Array(11).fill('Scan'));
    client.destroy();
  });

  it('goes on in the middle of a stream of several pages', async () => {
    const items = range(1, 30).map((version) => largeItem('a', version + (version > 15 ? 1 : 0)));
    const options = { ...(await tables.of(...items, commitItem('b', 2))), readUnitsPerSecond: 1e9 };
    const controller = new AbortController();
    const first = verify({
      ...options,
      signal: controller.signal,
      onProgress: ({ totals }) => totals.items > 20 && controller.abort(),
    });
    const found = [];
    try {
      for await (const { kind, version } of first) found.push([kind, version]);
    } catch {}
    expect(first.totals.items).to.be.within(21, 27);
    const rest = verify({ ...options, checkpoint: first.checkpoint });
    for await (const { kind, version } of rest) found.push([kind, version]);
    expect(found).to.have.deep.members([
      ['gap', 16],
      ['gap', 1],
    ]);
    expect(rest.totals).to.include({ streams: 2, items: 31 });
  });

  it('takes no more memory for a long stream than for a short one', async function () {
    this.timeout(60_000);
    const app = container.createChildContainer();
    install(app, { aggregates: [Account], store: new MemoryStore() });
    const samples: number[] = [];
    const collectGarbage = garbageCollector();
    const verification = verify({
      table: 'endless',
      client: clientOfStream('account:a', 50_000, 2500),
      repository: app.resolve(Repository),
      readUnitsPerSecond: Number.POSITIVE_INFINITY,
      onProgress: () => {
        collectGarbage();
        const { heapUsed, arrayBuffers } = process.memoryUsage();
        samples.push(heapUsed + arrayBuffers);
      },
    });
    expect(await all(verification)).to.deep.equal([]);
    expect(verification.totals).to.include({ streams: 1, items: 50_000, events: 50_000 });
    expect(samples).to.have.length(20);
    // To keep 100 bytes of each event between them would be more.
    expect(Math.max(...samples.slice(-5)) - Math.max(...samples.slice(0, 5))).to.be.lessThan(3e6);
  });
});
