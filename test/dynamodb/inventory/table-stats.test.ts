import { type TableStatsOptions, tableStats } from '@eventsource/dynamodb';
import { expect } from 'chai';
import { goItems } from '../../go-library/go-items.js';
import { bytes, range } from '../commits.js';
import type { RawItem } from '../raw-items.js';
import { rejection } from '../rejection.js';
import { commitItem, Tables } from '../verify/tables.js';

describe('The statistics of a table', () => {
  const tables = new Tables();

  before(() => tables.start());
  after(() => tables.stop());

  /** One record that makes its item a little larger than this. */
  const record = (size: number) => ({ B: bytes(`{"t":"a","d":{"x":"${'x'.repeat(size)}"}}`) });
  const sized = (key: string, version: number, size: number, more: RawItem = {}) =>
    commitItem(key, version, version, { [`_${version}`]: record(size), ...more });
  const snapshot = (size: number) => ({ s: { B: new Uint8Array(size) }, sv: { S: 'v1' } });

  it('count streams, events, items, bytes and snapshots', async () => {
    const items = [commitItem('a', 1, 3), commitItem('a', 4, 4, snapshot(100)), commitItem('b', 1)];
    const stats = await tableStats(await tables.of(...items, commitItem('c', 1, 1, { x: { S: '' } })));
    expect(stats).to.include({ streams: 3, events: 6, items: 4, snapshots: 1, malformed: 1 });
    expect(stats.bytes).to.be.within(300, 700);
    expect(stats.units).to.be.within(0.5, 1);
  });

  it('name the largest streams, the largest first', async () => {
    const items = range(1, 30).map((number) => sized(`stream-${number}`, 1, 1000 * ((number * 7) % 31)));
    const { largest } = await tableStats({ ...(await tables.of(...items)), top: 3 });
    // 13 * 7 = 91 = 2 * 31 + 29, and so on.
    expect(largest.map(({ key }) => key)).to.deep.equal(['stream-22', 'stream-13', 'stream-4'].sort(bySize));
    expect(largest[0]?.bytes).to.be.within(30_000, 30_200);
  });

  const rank = (key: string) => (Number(key.split('-')[1]) * 7) % 31;
  const bySize = (one: string, other: string) => rank(other) - rank(one);

  it('name the items that come near the size limit', async () => {
    const items = [sized('small', 1, 300_000), sized('large', 1, 330_000), sized('large', 2, 390_000)];
    const table = await tables.of(...items);
    const { nearLimit } = await tableStats(table);
    expect(nearLimit).to.include({ share: 0.8, items: 2 });
    expect(nearLimit.largest.map(({ key, partition }) => [key, partition])).to.deep.equal([
      ['large', '2'],
      ['large', '1'],
    ]);
    expect((await tableStats({ ...table, nearLimit: 0.5 })).nearLimit.items).to.equal(3);
    expect((await tableStats({ ...table, top: 1 })).nearLimit).to.have.property('items', 2);
    expect((await tableStats({ ...table, top: 1 })).nearLimit.largest).to.have.length(1);
  });

  it('tell what cold loads cost: from the newest snapshot on, and without', async () => {
    const short = range(1, 8).map((number) => sized(`short-${number}`, 1, 100));
    const medium = sized('medium', 1, 3 * 4096);
    const long = range(1, 40).map((version) => sized('long', version, 4000, version === 39 ? snapshot(5000) : {}));
    const { coldLoads } = await tableStats(await tables.of(...short, medium, ...long));
    expect(coldLoads.map(({ percentOfStreams }) => percentOfStreams)).to.deep.equal(range(1, 10).map((n) => 10 * n));
    expect(coldLoads.map(({ readUnits }) => readUnits)).to.deep.equal([...Array(8).fill(1), 4, 4]);
    expect(coldLoads.map(({ withoutSnapshots }) => withoutSnapshots)).to.deep.equal([...Array(8).fill(1), 4, 41]);
  });

  it('are empty for an empty table', async () => {
    const stats = await tableStats(await tables.of());
    expect(stats).to.include({ streams: 0, events: 0, items: 0, bytes: 0, snapshots: 0 });
    expect(stats.coldLoads).to.deep.equal([]);
    expect(stats.largest).to.deep.equal([]);
  });

  it('are those of a table of the Go library, too', async () => {
    const items = [...(await goItems('stream-3')), ...(await goItems('stream-per5'))];
    const stats = await tableStats(await tables.of(...items));
    expect(stats).to.include({ streams: 2, events: 26, items: items.length, snapshots: 0, malformed: 0 });
    expect(stats.largest.map(({ key, version }) => [key, version])).to.deep.equal([
      ['order-23', 23],
      ['order-3', 3],
    ]);
  });

  it('tell their progress, and end when the signal does', async () => {
    const items = range(1, 12).map((version) => sized('long', version, 300_000));
    const table = await tables.of(...items);
    const controller = new AbortController();
    const seen: number[] = [];
    const onProgress = ({ items }: { items: number }) => {
      if (seen.push(items) === 2) controller.abort('enough');
    };
    expect(await rejection(tableStats({ ...table, onProgress, signal: controller.signal }))).to.equal('enough');
    expect(seen).to.have.length(2);
    expect(seen[1]).to.be.within(4, 10);
  });

  const refused: Partial<TableStatsOptions>[] = [
    { top: -1 },
    { top: 1001 },
    { top: 1.5 },
    { nearLimit: 0 },
    { nearLimit: 80 },
    { readUnitsPerSecond: 0 },
  ];
  for (const options of refused) {
    it(`are refused with ${JSON.stringify(options)}`, async () => {
      const { top, nearLimit, readUnitsPerSecond } = options;
      const table = { table: 'events', endpoint: tables.endpoint, top, nearLimit, readUnitsPerSecond };
      expect(await rejection(tableStats(table))).to.be.instanceOf(RangeError);
    });
  }
});
