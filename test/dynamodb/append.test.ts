import { CommitTooLargeError, ConcurrencyError, InvalidStreamError } from '@eventsource/core';
import { createTable, DynamoDbStore } from '@eventsource/dynamodb';
import { type Dynalite, startDynalite } from '@eventsource/testing';
import { expect } from 'chai';
import { bytes, commitTo, fill, range, snapshotAt, text, versionsOf } from './commits.js';
import { rejection } from './rejection.js';
import { notebook } from './requests.js';

describe('An append to DynamoDB', () => {
  let server: Dynalite;
  let store: DynamoDbStore;

  before(async () => {
    server = await startDynalite();
    const options = { table: 'events', endpoint: server.endpoint };
    await createTable(options);
    store = new DynamoDbStore(options);
  });

  after(async () => {
    store.close();
    await server.stop();
  });

  it('is one write of one unit for a small commit', async () => {
    const { lines, onRequest } = notebook();
    await store.append(commitTo('small', 0), { onRequest });
    await store.append(commitTo('small', 1, { records: [bytes('a'), bytes('b'), bytes('c')] }), { onRequest });
    expect(lines).to.deep.equal(['PutItem 0/1', 'PutItem 0/1']);
  });

  it('stores every record, the id and the snapshot as they were given', async () => {
    const everyByte = Uint8Array.from(range(0, 255));
    const snapshot = { version: 2, fingerprint: 'ünïcode', data: everyByte };
    await store.append(commitTo('bytes', 0, { id: everyByte, records: [everyByte, new Uint8Array()], snapshot }));

    const stored = await store.read('bytes', 1);
    expect(stored).to.deep.include({ first: 1, id: everyByte, records: [everyByte, new Uint8Array()] });
    const history = await store.load('bytes', { snapshots: { fingerprint: 'ünïcode', every: 10 } });
    expect(history.snapshot).to.deep.equal(snapshot);
  });

  it('lets exactly one of ten racing writers win', async () => {
    const { lines, onRequest } = notebook();
    const race = await Promise.allSettled(
      range(1, 10).map((writer) => store.append(commitTo('race', 0, { id: bytes(`${writer}`) }), { onRequest })),
    );

    const lost = race.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []));
    expect(lost).to.have.length(9);
    for (const error of lost) {
      expect(error).to.be.instanceOf(ConcurrencyError);
      expect(error).to.include({ stream: 'race', expectedVersion: 0 });
      expect(error.cause).to.have.property('name', 'ConditionalCheckFailedException');
      expect(error.winner).to.include({ first: 1 });
    }
    expect(await versionsOf(await store.load('race'))).to.deep.equal([1]);
    expect(lines, 'a refused write is charged as well').to.deep.equal(Array(10).fill('PutItem 0/1'));
  });

  it('never replaces a commit, also when the new one is the same', async () => {
    await store.append(commitTo('kept', 0));
    expect(await rejection(store.append(commitTo('kept', 0)))).to.be.instanceOf(ConcurrencyError);
    expect(await rejection(store.append(commitTo('kept', 0, { records: [bytes('other')] })))).to.be.instanceOf(
      ConcurrencyError,
    );
    expect(text((await store.read('kept', 1))?.records[0])).to.equal('record-1');
  });

  it('keeps streams apart whose names look alike', async () => {
    const names = [
      'a:b',
      'a',
      ':',
      'a ',
      'A:b',
      'ä',
      'a\u0308',
      '__proto__',
      'constructor',
      '日本',
      '🚚',
      '\u0000',
      "'",
      '#key',
    ];
    for (const name of names) await store.append(commitTo(name, 0, { records: [bytes(name)] }));
    for (const name of names) expect(text((await store.read(name, 1))?.records[0])).to.equal(name);
  });

  it('refuses a stream that cannot be a key before anything is sent', async () => {
    const { lines, onRequest } = notebook();
    for (const stream of ['', 'x'.repeat(2049), 'ä'.repeat(1025), 'half \ud83d', '\udea2 half']) {
      expect(await rejection(store.append(commitTo(stream, 0), { onRequest }))).to.be.instanceOf(InvalidStreamError);
      expect(await rejection(store.load(stream, { onRequest }))).to.be.instanceOf(InvalidStreamError);
      expect(await rejection(store.read(stream, 1, { onRequest }))).to.be.instanceOf(InvalidStreamError);
    }
    expect(lines).to.deep.equal([]);
    await store.append(commitTo('ä'.repeat(1024), 0));
  });

  it('refuses a commit of no records, and a snapshot of another version, before anything is sent', async () => {
    const { lines, onRequest } = notebook();
    expect(await rejection(store.append(commitTo('none', 0, { records: [] }), { onRequest }))).to.be.instanceOf(
      RangeError,
    );
    const early = commitTo('none', 0, { records: [bytes('a'), bytes('b')], snapshot: snapshotAt(1) });
    expect(await rejection(store.append(early, { onRequest }))).to.be.instanceOf(RangeError);
    expect(lines).to.deep.equal([]);
  });

  it('counts onRequest that throws for nothing: the commit is stored', async () => {
    const onRequest = () => {
      throw new Error('counting failed');
    };
    expect(await store.append(commitTo('counted', 0), { onRequest })).to.deep.equal({ snapshotStored: false });
    expect(await rejection(store.append(commitTo('counted', 0), { onRequest }))).to.be.instanceOf(ConcurrencyError);
  });

  describe('of up to 400 KB', () => {
    const limit = 400 * 1024;
    // Of the item's attributes: key 3 + 'big', partition 9 + 2, c 1 + id-1, _1 2 + record.
    const roomForRecord = limit - (3 + 3) - (9 + 2) - (1 + 4) - 2;
    const big = (record: number, more = {}) => commitTo('big', 0, { records: [new Uint8Array(record)], ...more });
    let version = 0;
    const atNext = (record: number, more = {}) => ({ ...big(record, more), stream: `b${10 + version++}` });

    it('fits to the last byte', async () => {
      const { lines, onRequest } = notebook();
      await store.append(atNext(roomForRecord), { onRequest });
      expect(lines).to.deep.equal(['PutItem 0/400']);
    });

    it('is refused with its size when it is one byte more, before anything is sent', async () => {
      const { lines, onRequest } = notebook();
      const error = await rejection(store.append(atNext(roomForRecord + 1), { onRequest }));
      expect(error).to.be.instanceOf(CommitTooLargeError);
      expect(error).to.include({ size: limit + 1, limit });
      expect(lines).to.deep.equal([]);
    });

    it('counts every byte of many records and of longer version numbers', async () => {
      // partition 9 + 1 + 2 pairs of digits, names _998 to _1001.
      const names = 4 + 4 + 5 + 5;
      const room = limit - (3 + 4) - (9 + 3) - (1 + 6) - names;
      const commit = (stream: string, last: number) =>
        commitTo(stream, 997, {
          records: [new Uint8Array(1000), new Uint8Array(0), new Uint8Array(7), new Uint8Array(last)],
        });
      const { lines, onRequest } = notebook();
      await store.append(commit('many', room - 1007), { onRequest });
      await store.append(commit('more', room - 1007 + 1), { onRequest });
      expect(lines).to.deep.equal(['PutItem 0/400', 'TransactWriteItems 0/804']);
    });

    it('carries a snapshot that just fits, and leaves out one of a byte more', async () => {
      const snapshot = (size: number) => ({ version: 1, fingerprint: 'ä', data: new Uint8Array(size) });
      const room = roomForRecord - 1000 - (1 + 2 + 2);
      const fits = atNext(1000, { snapshot: snapshot(room) });
      const tooLarge = atNext(1000, { snapshot: snapshot(room + 1) });

      expect(await store.append(fits)).to.deep.equal({ snapshotStored: true });
      expect(await store.append(tooLarge)).to.deep.equal({ snapshotStored: false });
      const snapshots = { fingerprint: 'ä', every: 10 };
      expect((await store.load(fits.stream, { snapshots })).snapshot?.data).to.have.length(room);
      const without = await store.load(tooLarge.stream, { snapshots });
      expect(without.snapshot).to.equal(undefined);
      expect(await versionsOf(without)).to.deep.equal([1]);
    });

    it('computes sizes at the border of a unit as DynamoDB charges them', async () => {
      for (const after of [0, 8, 9, 99, 119, 999, 1229, 99_999]) {
        const empty = commitTo('unit', after, { records: [new Uint8Array()] });
        const charge = async (record: number, stream: string) => {
          const { lines, onRequest } = notebook();
          await store.append({ ...empty, stream, records: [new Uint8Array(record)] }, { onRequest });
          return lines[0];
        };
        const partition = String(after + 1);
        const digits = partition.replace(/(00)+$/, '').length;
        const size = 3 + 5 + 9 + 1 + Math.ceil(digits / 2) + 1 + empty.id.length + 1 + partition.length;
        expect(await charge(1024 - size, 'unit1')).to.equal('PutItem 0/1');
        expect(await charge(1024 - size + 1, 'unit2'), `at ${partition}`).to.equal('PutItem 0/2');
      }
    });
  });

  it('continues where it stopped', async () => {
    await fill(store, 'life', 45, 20);
    expect(await versionsOf(await store.load('life'))).to.deep.equal(range(1, 45));
  });
});
