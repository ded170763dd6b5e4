import { DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { type Commit, ConcurrencyError } from '@eventsource/core';
import { createTable, DynamoDbStore } from '@eventsource/dynamodb';
import { expect } from 'chai';
import { bytes, commitTo, pagesOf, snapshotAt, versionsOf } from '../commits.js';
import type { RawItem } from '../raw-items.js';
import { rejection } from '../rejection.js';
import { notebook } from '../requests.js';
import { startProxy } from '../scripted-proxy.js';
import { commitOf, commitsOf } from './sized-commits.js';

const MAX_SIZE = 4 * 1024 * 1024;

/** A server with transactions, without a table of the name `events`. */
export interface TransactionalServer {
  readonly endpoint: string;
  client(): DynamoDBClient;
}

/** What the store does with transactions, on any server that has them. */
export function transactionTests(server: () => TransactionalServer): void {
  let client: DynamoDBClient;
  let store: DynamoDbStore;

  before(async () => {
    client = server().client();
    await createTable({ table: 'events', client });
    store = new DynamoDbStore({ table: 'events', client });
  });

  /** The items of a stream, as they lie in the table. */
  async function itemsOf(stream: string): Promise<RawItem[]> {
    const query = new QueryCommand({
      TableName: 'events',
      KeyConditionExpression: '#key = :key',
      ExpressionAttributeNames: { '#key': 'key' },
      ExpressionAttributeValues: { ':key': { S: stream } },
    });
    return (await client.send(query)).Items ?? [];
  }

  const countOf = async (commits: readonly Commit[]) => {
    const counts = await Promise.all(
      commits.map(async ({ stream }) => (await versionsOf(await store.load(stream))).length),
    );
    return counts.reduce((sum, count) => sum + count, 0);
  };

  it('hold 100 items', async () => {
    const commits = Array.from({ length: 100 }, () => commitOf(100));
    const { lines, onRequest } = notebook();
    await store.appendAll(commits, { onRequest });
    expect(await countOf(commits)).to.equal(100);
    expect(lines).to.deep.equal(['TransactWriteItems 0/200']);
  });

  it('hold 4 MB to the last byte', async () => {
    const commits = commitsOf(MAX_SIZE);
    await store.appendAll(commits);
    expect(await countOf(commits)).to.equal(11);
  });

  it('leave out snapshots where records alone take up to 4 MB', async () => {
    const [first, ...others] = commitsOf(MAX_SIZE);
    const commits = [{ ...(first ?? commitOf(100)), snapshot: snapshotAt(1) }, ...others];
    const last = others.at(-1) ?? commitOf(100);
    commits[commits.length - 1] = { ...last, snapshot: snapshotAt(1) };
    const appended = await store.appendAll(commits);
    expect(appended.map(({ snapshotStored }) => snapshotStored)).to.deep.equal(Array(11).fill(false));
    expect(await countOf(commits)).to.equal(11);
  });

  it('put one-record commits into items like any other', async () => {
    await store.appendAll([commitTo('one', 0), commitTo('two', 0, { snapshot: snapshotAt(1) })]);
    expect(await itemsOf('one')).to.deep.equal([
      { key: { S: 'one' }, partition: { N: '1' }, c: { B: bytes('id-1') }, _1: { B: bytes('record-1') } },
    ]);
    expect((await itemsOf('two')).map((item) => Object.keys(item).sort())).to.deep.equal([
      ['_1', 'c', 'key', 'partition', 's', 'sv'],
    ]);
  });

  it('put a large commit into items that say where it begins and ends, the last with the snapshot', async () => {
    await store.append(commitTo('split', 0));
    const records = [150_000, 200_000, 100_000, 400_000, 10].map((size) => new Uint8Array(size));
    const { lines, onRequest } = notebook();
    const appended = await store.append(commitTo('split', 1, { records, snapshot: snapshotAt(6) }), { onRequest });

    expect(appended).to.deep.equal({ snapshotStored: true });
    const [, ...items] = await itemsOf('split');
    const shapes = items.map(({ partition, f, l, c, sv, ...others }) => ({
      partition: partition?.N,
      extent: `${f?.N} to ${l?.N}`,
      id: c?.B && Buffer.from(c.B).toString(),
      fingerprint: sv?.S,
      records: Object.keys(others)
        .filter((name) => name.startsWith('_'))
        .sort(),
    }));
    const common = { extent: '2 to 6', id: 'id-2' };
    expect(shapes).to.deep.equal([
      { ...common, partition: '2', fingerprint: undefined, records: ['_2', '_3'] },
      { ...common, partition: '4', fingerprint: undefined, records: ['_4'] },
      { ...common, partition: '5', fingerprint: 'v1', records: ['_5', '_6'] },
    ]);
    const units = [350_000, 100_000, 400_010].reduce((sum, size) => sum + 2 * Math.ceil((size + 60) / 1024), 0);
    expect(lines).to.deep.equal([`TransactWriteItems 0/${units}`]);
    const [first, whole] = (await pagesOf(await store.load('split'))).flat();
    expect([first?.first, whole?.first]).to.deep.equal([1, 2]);
    expect(whole?.records).to.deep.equal(records);
  });

  it('append large commits to several streams, all or none', async () => {
    const records = Array.from({ length: 5 }, () => new Uint8Array(200_000));
    const commits = ['left', 'right'].map((stream) => commitTo(stream, 0, { records }));
    await store.append(commitTo('right', 0));
    const lost = await rejection(store.appendAll(commits));
    expect(lost).to.be.instanceOf(ConcurrencyError);
    expect(lost).to.include({ stream: 'right', expectedVersion: 0 });
    expect(lost)
      .to.have.property('winner')
      .that.deep.includes({ first: 1, records: [bytes('record-1')] });
    expect(await itemsOf('left')).to.deep.equal([]);

    const free = commits.map((commit) => ({ ...commit, stream: `${commit.stream} again` }));
    await store.appendAll(free);
    expect(await countOf(free)).to.equal(2);
    expect(await itemsOf('left again')).to.have.length(3);
  });

  it('show the whole of a large commit as the winner', async () => {
    const records = Array.from({ length: 9 }, () => new Uint8Array(200_000));
    await store.append(commitTo('won', 0, { records }));
    for (const append of [
      () => store.append(commitTo('won', 0)),
      () => store.append(commitTo('won', 0, { records })),
      () => store.appendAll([commitTo('lost', 0), commitTo('won', 0)]),
    ]) {
      const error = await rejection(append());
      expect(error).to.be.instanceOf(ConcurrencyError);
      expect(error).to.have.property('winner').that.deep.includes({ first: 1, records });
    }
  });

  it('are stored once when the answer is lost and the client tries again', async () => {
    const proxy = await startProxy(server().endpoint);
    const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
    const client = new DynamoDBClient({ region: 'us-east-1', credentials, endpoint: proxy.endpoint });
    const commits = [commitOf(100), commitOf(100)];
    try {
      proxy.play('lose answer');
      await new DynamoDbStore({ table: 'events', client }).appendAll(commits);
      expect(proxy.seen).to.have.length(2);
      expect(await countOf(commits)).to.equal(2);
    } finally {
      client.destroy();
      await proxy.stop();
    }
  });

  it('show their own commit as the winner when the token does not recognise the second try', async () => {
    const commits = [commitOf(100), commitOf(100)];
    await store.appendAll(commits);
    const error = await rejection(store.appendAll(commits));
    expect(error).to.be.instanceOf(ConcurrencyError);
    const winner = { first: 1, id: commits[0]?.id, records: commits[0]?.records };
    expect(error).to.have.property('winner').that.deep.includes(winner);
  });
}
