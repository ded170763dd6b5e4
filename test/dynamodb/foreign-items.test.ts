import { readFile } from 'node:fs/promises';
import { MalformedStreamError } from '@eventsource/core';
import { createTable, DynamoDbStore } from '@eventsource/dynamodb';
import { type Dynalite, startDynalite } from '@eventsource/testing';
import { expect } from 'chai';
import { bytes, commitTo, pagesOf, range, snapshotAt, text, versionsOf } from './commits.js';
import { itemAt, plainClient, putItems, type RawItem } from './raw-items.js';
import { rejection } from './rejection.js';
import { notebook } from './requests.js';

describe('Items that somebody else wrote', () => {
  let server: Dynalite;
  let store: DynamoDbStore;
  let client: ReturnType<typeof plainClient>;
  let streams = 0;

  before(async () => {
    server = await startDynalite();
    await createTable({ table: 'events', endpoint: server.endpoint });
    store = new DynamoDbStore({ table: 'events', endpoint: server.endpoint });
    client = plainClient(server.endpoint);
  });

  after(async () => {
    store.close();
    client.destroy();
    await server.stop();
  });

  describe('with the Go library', () => {
    /** Items as that library wrote them. */
    async function fixture(name: string): Promise<{ stream: string; items: RawItem[] }> {
      const file = new URL(`../../../test/fixtures/go/${name}.json`, import.meta.url);
      const { aggregateId, items } = JSON.parse(await readFile(file, 'utf8'), (key, value) =>
        key === 'B' ? Uint8Array.from(Buffer.from(value, 'base64')) : value,
      );
      return { stream: aggregateId, items };
    }

    it('load as they are', async () => {
      const { stream, items } = await fixture('stream-3');
      await putItems(client, 'events', items);
      const commits = (await pagesOf(await store.load(stream))).flat();
      expect(commits.map(({ first, id }) => ({ first, id }))).to.deep.equal([{ first: 1, id: undefined }]);
      const names = commits[0]?.records.map((record) => JSON.parse(text(record)).t);
      expect(names).to.deep.equal(['OrderPlaced', 'OrderShipped', 'order.renamed.v2']);
    });

    it('load as they are from several items, and are continued', async () => {
      const { stream, items } = await fixture('stream-per5');
      await putItems(client, 'events', items);
      await store.append(commitTo(stream, 23));
      await store.append(commitTo(stream, 24, { records: [bytes('25'), bytes('26')], snapshot: snapshotAt(26) }));
      await store.append(commitTo(stream, 26));

      const firsts = [1, 5, 10, 15, 20, 24, 25, 27];
      expect(await versionsOf(await store.load(stream))).to.deep.equal(firsts);
      expect(await versionsOf(await store.load(stream, { after: 23 }))).to.deep.equal([24, 25, 27]);
      const snapshots = { fingerprint: 'v1', every: 3 };
      expect((await store.load(stream, { snapshots })).snapshot?.version).to.equal(26);
      const unusable = { fingerprint: 'v2', every: 1 };
      expect(await versionsOf(await store.load(stream, { snapshots: unusable }))).to.deep.equal(firsts);
      for (const upTo of range(1, 27)) {
        const expected = firsts.filter((first) => first <= upTo);
        expect(await versionsOf(await store.load(stream, { upTo })), `up to ${upTo}`).to.deep.equal(expected);
        const older = await store.load(stream, { upTo, snapshots: unusable });
        expect(await versionsOf(older), `up to ${upTo}, newest first`).to.deep.equal(expected);
      }
    });

    it('are no commits at the slots that their partitions look like', async () => {
      const { stream, items } = await fixture('stream-per5');
      await putItems(client, 'events', items);
      expect(await store.read(stream, 1)).to.equal(undefined);
      expect(await store.read(stream, 3)).to.equal(undefined);
    });

    it('load in one request with 100 events in an item', async () => {
      const item = (partition: number, from: number, to: number): RawItem => ({
        key: { S: 'per100' },
        partition: { N: String(partition) },
        revision: { N: '7' },
        ...Object.fromEntries(range(from, to).map((version) => [`_${version}`, { B: bytes(`${version}`) }])),
      });
      await putItems(client, 'events', [item(0, 1, 99), item(1, 100, 199), item(2, 200, 250)]);
      const { lines, onRequest } = notebook();
      const commits = (await pagesOf(await store.load('per100', { onRequest }))).flat();
      expect(commits.flatMap(({ records }) => records.map(text))).to.deep.equal(range(1, 250).map(String));
      expect(lines).to.have.length(1);
    });
  });

  it('hold records in the order of their versions, however their attributes are ordered', async () => {
    const names = ['_3', '_10', '_1', '_2', '_9', '_5', '_4', '_8', '_6', '_7'];
    const records = Object.fromEntries(names.map((name) => [name, { B: bytes(name) }]));
    await putItems(client, 'events', [
      { ...records, partition: { N: '1' }, c: { B: bytes('id') }, key: { S: 'mixed' } },
    ]);
    const [commit] = (await pagesOf(await store.load('mixed'))).flat();
    expect(commit?.records.map(text)).to.deep.equal(range(1, 10).map((version) => `_${version}`));
  });

  it('may bear attributes of other tools, which are ignored', async () => {
    const marks = {
      expires: { N: '1' },
      'aws:rep:updateregion': { S: 'eu-west-1' },
      'my-note': { M: {} },
      ttl: { N: '9' },
    };
    await putItems(client, 'events', [itemAt('marked', 1, 5, marks)]);
    expect(await versionsOf(await store.load('marked'))).to.deep.equal([1]);
  });

  const malformed: [why: string, item: RawItem, problem: RegExp][] = [
    [
      'a name with an underscore that is no version',
      itemAt('', 1, 5, { _note: { S: 'x' } }),
      /"_note" is not of this format/,
    ],
    ['a version with a leading zero', itemAt('', 1, 5, { _02: { B: bytes('x') } }), /"_02"/],
    ['a version of zero', itemAt('', 1, 5, { _0: { B: bytes('x') } }), /"_0"/],
    ['a version that is negative', itemAt('', 1, 5, { '_-2': { B: bytes('x') } }), /"_-2"/],
    ['a version that is no whole number', itemAt('', 1, 5, { '_1.5': { B: bytes('x') } }), /"_1.5"/],
    ['a version beyond what can be counted', itemAt('', 1, 5, { _99999999999999999: { B: bytes('x') } }), /"_9999/],
    ['a lone underscore', itemAt('', 1, 5, { _: { B: bytes('x') } }), /"_"/],
    ['a short name of a later format', itemAt('', 1, 5, { z: { N: '1' } }), /"z" is not of this format/],
    ['a record that is text', itemAt('', 1, 5, { _2: { S: 'x' } }), /"_2" is not binary/],
    ['a record that is null', itemAt('', 1, 5, { _2: { NULL: true } }), /"_2" is not binary/],
    ['a gap between its versions', itemAt('', 1, 5, { _3: { B: bytes('x') } }), /version 2 is missing/],
    ['no records', { key: { S: '' }, partition: { N: '1' }, c: { B: bytes('x') } }, /no records/],
    ['nothing but its key', { key: { S: '' }, partition: { N: '1' } }, /no records/],
    ['an id that is text', itemAt('', 1, 5, { c: { S: 'x' } }), /"c" is not binary/],
    ['a snapshot that is text', itemAt('', 1, 5, { s: { S: 'x' }, sv: { S: 'v1' } }), /"s" is not binary/],
    ['a snapshot without a fingerprint', itemAt('', 1, 5, { s: { B: bytes('x') } }), /"sv" is not text/],
    ['a fingerprint without a snapshot', itemAt('', 1, 5, { sv: { S: 'v1' } }), /"s" is not binary/],
    ['an id and another partition than its version', { ...itemAt('', 2), partition: { N: '1' } }, /holds version 2/],
  ];

  for (const [why, item, problem] of malformed) {
    it(`are malformed with ${why}`, async () => {
      const stream = `malformed-${streams++}`;
      await putItems(client, 'events', [{ ...item, key: { S: stream } }]);
      const loads = [
        store.load(stream),
        store.load(stream, { upTo: 5 }),
        store.load(stream, { snapshots: { fingerprint: 'v1', every: 5 } }),
        store.read(stream, 1),
      ];
      for (const load of loads) {
        const error = await rejection(load);
        expect(error).to.be.instanceOf(MalformedStreamError);
        expect(error).to.include({ stream, version: item._2 && !item._1 ? 2 : 1 });
        expect(error)
          .to.have.property('problem')
          .that.matches(problem)
          .and.matches(/partition 1/);
      }
    });
  }

  it('are not hidden by commits before and after them', async () => {
    const items = [itemAt('between', 1), itemAt('between', 2, 5, { _note: { S: 'x' } }), itemAt('between', 3)];
    await putItems(client, 'events', items);
    const error = await rejection(store.load('between'));
    expect(error).to.be.instanceOf(MalformedStreamError);
    expect(error).to.include({ stream: 'between', version: 2 });
  });
});
