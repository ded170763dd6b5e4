import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { InvalidStreamError } from '@eventsource/core';
import {
  CheckpointError,
  CopyConflictError,
  type CopyOptions,
  type CopyProgress,
  copy,
  createTable,
  deleteTable,
  SameTableError,
  TableNotFoundError,
  UnverifiedCopyError,
} from '@eventsource/dynamodb';
import { expect } from 'chai';
import { bytes, range } from '../commits.js';
import { putItems, type RawItem } from '../raw-items.js';
import { rejection } from '../rejection.js';
import { intercepting } from '../verify/interception.js';
import { commitItem, partItem, record } from '../verify/tables.js';
import { type CopiedOptions, Copies, everyKind } from './copies.js';

describe('A copy from table to table', () => {
  const copies = new Copies();
  let to: CopiedOptions;

  before(() => copies.start());
  beforeEach(async () => {
    to = await copies.empty();
  });
  after(() => copies.stop());

  it('holds every item exactly as it is', async () => {
    const from = await copies.of(...everyKind());
    const totals = await copy({ from, to });
    expect(await copies.contents(to)).to.deep.equal(await copies.contents(from));
    const items = everyKind().length;
    expect(totals).to.include({ streams: 7, items, written: items, alreadyThere: 0, verified: items, conflicts: 0 });
    expect(totals.events).to.equal(3 + 3 + 6 + 7 + 1 + 9 + 1);
  });

  it('says what it took', async () => {
    const from = await copies.of(...range(1, 40).map((version) => commitItem('a', version)));
    const totals = await copy({ from, to });
    // Names, the stream, the partition, the id and the record, with one or two digits.
    const size = (digits: number) => 3 + 1 + 9 + 2 + 1 + 3 + digits + 1 + digits + 30 + digits;
    expect(totals.bytes).to.equal(9 * size(1) + 31 * size(2));
    expect(totals.writeUnits).to.equal(40);
    expect(totals.sourceReadUnits).to.be.greaterThan(0);
    expect(totals.targetReadUnits).to.be.greaterThan(0);
  });

  it('is the same when it is repeated, and writes nothing then', async () => {
    const from = await copies.of(...everyKind());
    await copy({ from, to });
    const before = await copies.contents(to);
    const again = await copy({ from, to });
    const items = everyKind().length;
    expect(again).to.include({ items, written: 0, alreadyThere: items, verified: items, writeUnits: 0 });
    expect(await copies.contents(to)).to.deep.equal(before);
  });

  it('fetches what has been added to the source since', async () => {
    const from = await copies.of(commitItem('a', 1), commitItem('b', 1));
    await copy({ from, to });
    await putItems(copies.client, from.table, [commitItem('a', 2), commitItem('a', 3), commitItem('c', 1)]);
    expect(await copy({ from, to })).to.include({ streams: 3, written: 3, alreadyThere: 2, verified: 5 });
    expect(await copies.contents(to)).to.deep.equal(await copies.contents(from));
  });

  it('leaves a stream that has gone on in the target as it is', async () => {
    const [from, ahead] = [
      await copies.of(commitItem('a', 1)),
      await copies.of(commitItem('a', 1), commitItem('a', 2)),
    ];
    const before = await copies.contents(ahead);
    expect(await copy({ from, to: ahead })).to.include({ written: 0, alreadyThere: 1, conflicts: 0 });
    expect(await copies.contents(ahead)).to.deep.equal(before);
  });

  describe('that finds something else in the target', () => {
    const source = [...range(1, 3).map((version) => commitItem('a', version)), commitItem('b', 1)];
    const other = { c: { B: bytes('another') } };
    const cases: [what: string, held: RawItem[], partition: string][] = [
      ['another first item', [commitItem('a', 1, 1, other)], '1'],
      ['another last item', [commitItem('a', 1), commitItem('a', 2), commitItem('a', 3, 3, other)], '3'],
      ['more than the beginning and then another', [commitItem('a', 1), commitItem('a', 2, 2, other)], '2'],
      ['an item that comes later', [commitItem('a', 3)], '1'],
      ['an item in between', [commitItem('a', 1), { ...commitItem('a', 2), partition: { N: '1.5' } }], '2'],
      ['one attribute more', [commitItem('a', 1, 1, { note: { S: 'mine' } })], '1'],
      ['one attribute less', [{ key: { S: 'a' }, partition: { N: '1' }, _1: { B: record({ version: 1 }) } }], '1'],
      ['one attribute of another type', [commitItem('a', 1, 1, { c: { S: 'id-1' } })], '1'],
    ];
    for (const [what, held, partition] of cases) {
      it(`is refused where that is ${what}, and the stream stays as it was`, async () => {
        const [from, taken] = [await copies.of(...source), await copies.of(...held)];
        const before = await copies.contents(taken);
        const error = await rejection(copy({ from, to: taken }));
        expect(error).to.be.instanceOf(CopyConflictError);
        expect(error).to.include({ stream: 'a', partition, written: 0 });
        const after = await copies.contents(taken);
        expect(after).to.include.members(before);
        expect(after.filter((item) => item.includes('"S":"a"'))).to.have.length(held.length);
      });
    }

    it('goes on with the other streams, if it may', async () => {
      const from = await copies.of(...source);
      const taken = await copies.of(commitItem('a', 1, 1, other));
      const conflicts: unknown[] = [];
      const totals = await copy({ from, to: taken, onConflict: ({ stream }) => conflicts.push(stream) });
      expect(conflicts).to.deep.equal(['a']);
      expect(totals).to.include({ streams: 2, items: 4, written: 1, verified: 1, conflicts: 1 });
      expect(await copies.contents(taken)).to.have.length(2);
    });

    it('stops at what somebody writes meanwhile', async () => {
      const from = await copies.of(...source);
      const client = intercepting(copies.endpoint, {});
      client.middlewareStack.add(
        (next) => async (args) => {
          const { Item } = { Item: undefined, ...args.input };
          if (JSON.stringify(Item)?.includes('"partition":{"N":"2"}')) {
            await putItems(copies.client, to.table, [commitItem('a', 2, 2, other)]);
          }
          return next(args);
        },
        { step: 'initialize' },
      );
      const error = await rejection(copy({ from, to: { table: to.table, client } }));
      expect(error).to.include({ name: 'CopyConflictError', stream: 'a', partition: '2', written: 1 });
      expect((await copies.contents(to)).filter((item) => item.includes('"S":"a"'))).to.have.length(2);
      client.destroy();
    });
  });

  it('is an error where it reads back differently', async () => {
    const from = await copies.of(commitItem('a', 1), commitItem('a', 2));
    const { endpoint } = copies;
    const changed = (items: RawItem[]) => items.map((item) => ({ ...item, c: { B: bytes('lost a bit') } }));
    for (const items of [changed, () => [], (page: RawItem[]) => page.slice(1)]) {
      const client = intercepting(endpoint, { items });
      const error = await rejection(copy({ from, to: { table: (await copies.empty()).table, client } }));
      expect(error).to.be.instanceOf(UnverifiedCopyError);
      expect(error).to.include({ stream: 'a' });
      client.destroy();
    }
  });

  it('writes each stream from its beginning on, many at a time', async () => {
    const streams = range(1, 30).map((stream) => `s-${stream}`);
    const from = await copies.of(...streams.flatMap((key) => range(1, 4).map((version) => commitItem(key, version))));
    const puts: string[] = [];
    let [running, most] = [0, 0];
    const client = intercepting(copies.endpoint, {});
    client.middlewareStack.add(
      (next) => async (args) => {
        const { Item } = { Item: undefined, ...args.input };
        if (Item) puts.push(JSON.stringify(Item));
        most = Math.max(most, ++running);
        return next(args).finally(() => running--);
      },
      { step: 'initialize' },
    );
    await copy({ from, to: { table: to.table, client, writeUnitsPerSecond: 1e6 }, concurrency: 5 });
    for (const key of streams) {
      const order = puts.filter((item) => item.includes(`{"S":"${key}"}`)).map((item) => /"N":"(\d)"/.exec(item)?.[1]);
      expect(order).to.deep.equal(['1', '2', '3', '4']);
    }
    expect(most).to.equal(5);
    client.destroy();
  });

  it('leaves no warning about listeners, however many streams it writes', async () => {
    const from = await copies.of(...range(1, 60).map((stream) => commitItem(`s-${stream}`, 1)));
    const warnings: string[] = [];
    const warn = ({ message }: Error) => warnings.push(message);
    process.on('warning', warn);
    const signal = new AbortController().signal;
    await copy({ from, to: { ...to, writeUnitsPerSecond: 100 }, concurrency: 30, signal });
    process.off('warning', warn);
    expect(warnings).to.deep.equal([]);
  });

  it('tells how much there is to copy, where it is known', async () => {
    const from = await copies.of(commitItem('a', 1), commitItem('b', 1));
    const file = join(await mkdtemp(join(tmpdir(), 'copy-')), 'a.ndjson');
    await copy({ from, to: { file } });
    const expected: unknown[] = [];
    const onProgress = (progress: CopyProgress) => expected.push(progress.expected?.items);
    await copy({ from: { file }, to, onProgress });
    await copy({ from: { file }, to: 'nowhere', prefix: 'a', onProgress });
    expect(new Set(expected)).to.deep.equal(new Set([2, undefined]));
    await rm(dirname(file), { recursive: true });
  });

  it('names the streams of the Go library as an aggregate does', async () => {
    const from = await copies.of(commitItem('7', 1), commitItem('a:b', 1));
    await copy({ from, to, aggregate: 'order' });
    const expected = await copies.of(commitItem('order:7', 1), commitItem('order:a:b', 1));
    expect(await copies.contents(to)).to.deep.equal(await copies.contents(expected));
  });

  it('refuses a name that DynamoDB would not take, before it writes to the stream', async () => {
    const from = await copies.of(commitItem('x'.repeat(2045), 1));
    expect(await rejection(copy({ from, to, aggregate: 'order' }))).to.be.instanceOf(InvalidStreamError);
  });

  it('refuses an item that its new name makes too large', async () => {
    const large = { _1: { B: new Uint8Array(400 * 1024 - 25) } };
    const from = await copies.of(commitItem('7', 1, 1, large));
    expect(await rejection(copy({ from, to, aggregate: 'order' }))).to.include({ name: 'CommitTooLargeError' });
  });

  it('takes one stream, or those whose names begin alike', async () => {
    const items = ['order:1', 'order:10', 'user:1'].flatMap((key) => [commitItem(key, 1), commitItem(key, 2)]);
    const from = await copies.of(...items);
    expect(await copy({ from, to, stream: 'order:1' })).to.include({ streams: 1, written: 2 });
    expect(await copy({ from, to, prefix: 'order:' })).to.include({ streams: 2, written: 2, alreadyThere: 2 });
    expect(await copies.contents(to)).to.have.length(4);
  });

  it('only compares and counts in a dry run', async () => {
    const from = await copies.of(...everyKind(), commitItem('order:large', 1, 1, { _1: { B: new Uint8Array(5000) } }));
    const held = await copies.of(commitItem('order:plain', 1), commitItem('order:snapshot', 1));
    const before = await copies.contents(held);
    const conflicts: string[] = [];
    const dry = await copy({ from, to: held, dryRun: true, onConflict: ({ stream }) => conflicts.push(stream) });
    expect(await copies.contents(held)).to.deep.equal(before);
    expect(conflicts).to.deep.equal(['order:snapshot']);
    const written = everyKind().length + 1 - 1 - 2;
    expect(dry).to.include({ written, alreadyThere: 1, verified: 1, conflicts: 1 });

    const real = await copy({ from, to: held, onConflict: () => {} });
    expect(real).to.include({ written, writeUnits: dry.writeUnits });
  });

  it('to nowhere counts what there is', async () => {
    const from = await copies.of(...everyKind());
    const items = everyKind().length;
    expect(await copy({ from, to: 'nowhere' })).to.include({ streams: 7, items, written: items, verified: 0 });
  });

  it('to itself is refused, by whatever way it is reached', async () => {
    const from = await copies.of(commitItem('7', 1));
    const ways: CopyOptions['to'][] = [
      from,
      { table: from.table, client: copies.client },
      { ...from, endpoint: from.endpoint.replace('127.0.0.1', 'localhost') },
    ];
    for (const way of ways) {
      expect(await rejection(copy({ from, to: way, aggregate: 'order' }))).to.be.instanceOf(SameTableError);
    }
    expect(await copies.contents(from)).to.have.length(1);
  });

  it('does not begin where a table is missing', async () => {
    const from = await copies.of(commitItem('a', 1));
    const nowhere = { table: 'nowhere', endpoint: copies.endpoint };
    expect(await rejection(copy({ from: nowhere, to }))).to.be.instanceOf(TableNotFoundError);
    expect(await rejection(copy({ from, to: nowhere }))).to.be.instanceOf(TableNotFoundError);
  });

  it('goes on from no checkpoint of another copy', async () => {
    const from = await copies.of(commitItem('a', 1));
    let checkpoint: string | undefined;
    await copy({ from, to, onProgress: (progress) => (checkpoint = progress.checkpoint) });
    const others: Partial<CopyOptions>[] = [
      { to: await copies.empty() },
      { from: await copies.of(commitItem('a', 1)) },
      { aggregate: 'order' },
      { prefix: 'a' },
      { stream: 'a' },
      { dryRun: true },
      { checkpoint: '{' },
      { checkpoint: '{"v":1,"table":"a","segment":"0/1","ended":false}' },
    ];
    for (const other of others) {
      expect(await rejection(copy({ from, to, checkpoint, ...other }))).to.be.instanceOf(CheckpointError);
    }
    await deleteTable(to);
    await createTable(to);
    expect(await rejection(copy({ from, to, checkpoint }))).to.be.instanceOf(CheckpointError);
  });

  it('is refused with options that cannot be', async () => {
    const from = await copies.of(commitItem('a', 1));
    const wrong: Partial<CopyOptions>[] = [
      { concurrency: 0 },
      { concurrency: 1.5 },
      { aggregate: '' },
      { aggregate: 'a:b' },
      { from: { ...from, readUnitsPerSecond: 0 } },
      { to: { ...to, writeUnitsPerSecond: Number.NaN } },
    ];
    for (const options of wrong) expect(await rejection(copy({ from, to, ...options }))).to.be.instanceOf(RangeError);
  });

  describe('whose source is written to meanwhile', () => {
    const parts = [partItem('a', 1, 2, [1, 5]), partItem('a', 3, 4, [1, 5]), partItem('a', 5, 5, [1, 5])];
    const cases: [what: string, hidden: (item: RawItem) => boolean][] = [
      ['the first', ({ partition }) => partition?.N === '1'],
      ['one in the middle', ({ partition }) => partition?.N === '3'],
      ['the last', ({ partition }) => partition?.N === '5'],
      ['all but the first', ({ partition }) => partition?.N !== '1'],
    ];
    for (const [what, hidden] of cases) {
      it(`holds whole commits, also where ${what} of their items was not seen at first`, async () => {
        const from = await copies.of(...parts, commitItem('b', 1), commitItem('0', 1));
        const client = intercepting(copies.endpoint, {
          items: (page, { operation }) =>
            operation === 'Scan' ? page.filter((item) => item.key?.S !== 'a' || !hidden(item)) : page,
        });
        await copy({ from: { table: from.table, client }, to });
        expect(await copies.contents(to)).to.deep.equal(await copies.contents(from));
        client.destroy();
      });
    }
  });
});
