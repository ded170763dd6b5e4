import {
  estimateScan,
  type ListStreamsOptions,
  listStreams,
  type StreamSummary,
  TableNotFoundError,
} from '@eventsource/dynamodb';
import { expect } from 'chai';
import { bytes, range } from '../commits.js';
import { plainClient } from '../raw-items.js';
import { rejection } from '../rejection.js';
import { ImpatientTimer } from '../verify/impatient-timer.js';
import { intercepting } from '../verify/interception.js';
import { commitItem, Tables } from '../verify/tables.js';

describe('A listing of streams', () => {
  const tables = new Tables();
  const snapshot = { s: { B: bytes('{"state":1}') }, sv: { S: 'v1' } };
  const large = { B: bytes(`{"t":"a","d":{"x":"${'x'.repeat(300_000)}"}}`) };
  let options: { table: string; endpoint: string };

  before(async () => {
    await tables.start();
    options = await tables.of(
      commitItem('order:a', 1, 3),
      commitItem('order:a', 4, 4, snapshot),
      commitItem('order:a', 5),
      commitItem('order:b', 1),
      ...range(1, 8).map((version) => commitItem('invoice:long', version, version, { [`_${version}`]: large })),
      commitItem('broken', 1, 1, { x: { S: 'of no format' } }),
    );
  });

  after(() => tables.stop());

  async function listed(more: Omit<ListStreamsOptions, 'table' | 'client' | 'endpoint'> = {}) {
    const streams: StreamSummary[] = [];
    for await (const stream of listStreams({ ...options, ...more })) streams.push(stream);
    return streams.sort((one, other) => (one.key < other.key ? -1 : 1));
  }

  it('tells of each stream what the table holds of it', async () => {
    const [broken, long, a, b, ...others] = await listed();
    expect(others).to.deep.equal([]);
    expect(broken).to.include({ key: 'broken', version: 1, events: 1, items: 1, malformed: 1 });
    expect(long).to.include({ key: 'invoice:long', version: 8, events: 8, items: 8, snapshots: 0, malformed: 0 });
    expect(long?.bytes).to.be.within(8 * 300_000, 8 * 300_100);
    expect(long?.bytesSinceSnapshot).to.equal(long?.bytes);
    expect(a).to.include({ key: 'order:a', version: 5, events: 5, items: 3, snapshots: 1, malformed: 0 });
    expect(b).to.include({ key: 'order:b', version: 1, events: 1, items: 1 });
    // The item with the snapshot and the one after it.
    const size = b?.bytes ?? 0;
    expect((a?.bytesSinceSnapshot ?? 0) - 2 * size).to.equal('s{"state":1}svv1'.length);
  });

  it('keeps to a prefix', async () => {
    expect((await listed({ prefix: 'order:' })).map(({ key }) => key)).to.deep.equal(['order:a', 'order:b']);
    expect(await listed({ prefix: 'Order:' })).to.deep.equal([]);
  });

  it('reads at half the price, and tells what it took', async () => {
    const consistent: unknown[] = [];
    const before = ({ input }: { input: object }) => consistent.push(Reflect.get(input, 'ConsistentRead'));
    const client = intercepting(options.endpoint, { before });
    const listing = listStreams({ table: options.table, client });
    let count = 0;
    for await (const _ of listing) count++;
    expect(count).to.equal(4);
    expect(consistent).to.deep.equal([false, false, false]);
    expect(listing.progress).to.include({ streams: 4, items: 13 });
    expect(listing.progress.units).to.be.within(listing.progress.bytes / 8192, listing.progress.bytes / 8192 + 2);
    client.destroy();
  });

  it('stops reading when its reader stops', async () => {
    let scans = 0;
    const client = intercepting(options.endpoint, { before: () => scans++ });
    const progress: number[] = [];
    const onProgress = ({ items }: { items: number }) => progress.push(items);
    for await (const _ of listStreams({ table: options.table, client, onProgress, readUnitsPerSecond: 20 })) break;
    expect(scans).to.be.at.most(progress.length);
    expect(progress.at(-1)).to.be.lessThan(13);
    client.destroy();
  });

  it('keeps to its pace', async () => {
    const timer = new ImpatientTimer();
    const listing = listStreams({ ...options, readUnitsPerSecond: 10, timer });
    for await (const _ of listing);
    expect(timer.now() / 1000).to.be.within(listing.progress.units / 10 - 5, listing.progress.units / 10);
  });

  it('lists each stream once over several segments', async () => {
    const keys: string[] = [];
    for (const index of [0, 1, 2]) keys.push(...(await listed({ segment: { index, of: 3 } })).map(({ key }) => key));
    expect(keys.sort()).to.deep.equal(['broken', 'invoice:long', 'order:a', 'order:b']);
  });

  it('ends when the signal does', async () => {
    const controller = new AbortController();
    const listing = listStreams({ ...options, signal: controller.signal });
    const read = async () => {
      for await (const _ of listing) controller.abort('enough');
    };
    expect(await rejection(read())).to.equal('enough');
  });

  it('is refused with a pace or a segment that cannot be', () => {
    expect(() => listStreams({ ...options, readUnitsPerSecond: 0 })).to.throw(RangeError);
    expect(() => listStreams({ ...options, segment: { index: 1, of: 1 } })).to.throw(RangeError);
  });

  it('fails where there is no table of events', async () => {
    const nowhere = { ...options, table: 'nowhere' };
    const list = async () => {
      for await (const _ of listStreams(nowhere));
    };
    expect(await rejection(list())).to.be.instanceOf(TableNotFoundError);
    expect(await rejection(estimateScan(nowhere))).to.be.instanceOf(TableNotFoundError);
  });

  it('has a price that is told beforehand, from what DynamoDB says of the size', async () => {
    const client = sized(options.endpoint, { TableSizeBytes: 81_921, ItemCount: 13 });
    expect(await estimateScan({ table: options.table, client })).to.deep.equal({
      bytes: 81_921,
      items: 13,
      readUnits: 11,
    });
    client.destroy();
    expect((await estimateScan(options)).readUnits).to.equal(0.5);
  });
});

/** A client whose table has a size: dynalite counts none. */
function sized(endpoint: string, size: { readonly TableSizeBytes: number; readonly ItemCount: number }) {
  const client = plainClient(endpoint);
  client.middlewareStack.add(
    (next) => async (args) => {
      const answer = await next(args);
      if ('Table' in answer.output) Object.assign(answer.output.Table ?? {}, size);
      return answer;
    },
    { step: 'initialize' },
  );
  return client;
}
