import { DynamoDBClient, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import type { LoadOptions, StoredCommit } from '@eventsource/core';
import { createTable, DynamoDbStore } from '@eventsource/dynamodb';
import { expect } from 'chai';
import { commitTo, pagesOf, range } from '../commits.js';
import { ItemByItemProxy } from './item-by-item-proxy.js';
import { partsOf } from './parts.js';
import type { TransactionalServer } from './transaction-tests.js';

type Plan = readonly { readonly first: number; readonly last: number }[];

/** So many commits, in turn of these numbers of records. */
function planOf(count: number): Plan {
  const lengths = [1, 5, 1, 7, 2, 4];
  let last = 0;
  return range(0, count - 1).map((index) => {
    const length = lengths[index % lengths.length] ?? 1;
    last += length;
    return { first: last - length + 1, last };
  });
}

/** These must be exactly the commits after a version, as far as they go. */
function expectCommits(plan: Plan, commits: readonly StoredCommit[], after: number) {
  const due = plan.filter(({ first }) => first > after).slice(0, commits.length);
  expect(commits.map(({ first, records }) => ({ first, last: first + records.length - 1 }))).to.deep.equal(due);
  for (const { first, records } of commits) {
    for (const [index, record] of records.entries()) expect(record[0]).to.equal((first + index) % 256);
  }
}

type Read = (known: number) => Promise<{ readonly commits: readonly StoredCommit[]; readonly after: number }>;

/** What a reader sees of so many commits of several items, on any server with transactions. */
export function wholeCommitTests(server: () => TransactionalServer, commits: number): void {
  let client: DynamoDBClient;
  let proxy: ItemByItemProxy;

  before(async () => {
    client = server().client();
    await createTable({ table: 'commits', client });
    proxy = await ItemByItemProxy.start(server().endpoint, 60);
  });

  after(() => proxy?.stop());

  /** Reads in one way until the writer is done and nothing new comes, and tells how often. */
  async function readOn(plan: Plan, done: { yet: boolean }, read: Read) {
    let known = 0;
    for (let reads = 1; ; reads++) {
      const [before, mayEnd] = [known, done.yet];
      const { commits, after } = await read(known);
      expectCommits(plan, commits, after);
      const newest = commits.at(-1);
      known = Math.max(known, newest ? newest.first + newest.records.length - 1 : 0);
      if (mayEnd && known === before) {
        expect(known).to.equal(plan.at(-1)?.last);
        return reads;
      }
    }
  }

  function waysToRead(plan: Plan, store: DynamoDbStore, stream: string): Read[] {
    const load = async (options: LoadOptions, after: number) => ({
      commits: (await pagesOf(await store.load(stream, options))).flat(),
      after,
    });
    const back = (known: number) => plan.findLast(({ last }) => last <= known - 10)?.last ?? 0;
    return [
      (known) => load({ after: known }, known),
      (known) => load({ after: back(known) }, back(known)),
      (known) => load({ after: known, upTo: known + 3 }, known),
      () => load({ snapshots: { fingerprint: 'v1', every: 3 } }, 0),
      async (known) => ({
        commits: [await store.read(stream, known + 1)].flatMap((commit) => commit ?? []),
        after: known,
      }),
    ];
  }

  /** Writes while everyone reads. */
  async function race(plan: Plan, stream: string, store: DynamoDbStore, write: (at: Plan[number]) => Promise<unknown>) {
    const done = { yet: false };
    const writeAll = async () => {
      for (const commit of plan) await write(commit);
    };
    const written = writeAll().finally(() => {
      done.yet = true;
    });
    const reads = Promise.all(waysToRead(plan, store, stream).map((read) => readOn(plan, done, read)));
    await Promise.all([written, reads]);
    return reads;
  }

  it('never sees a part of a commit, while a writer appends large ones', async () => {
    const store = new DynamoDbStore({ table: 'commits', client });
    const records = (at: Plan[number]) =>
      range(at.first, at.last).map((version) => new Uint8Array(150_000).fill(version));
    const write = (at: Plan[number]) => store.append(commitTo('direct', at.first - 1, { records: records(at) }));
    for (const count of await race(planOf(commits / 4), 'direct', store, write))
      expect(count).to.be.greaterThan(commits / 16);
  });

  it('never sees a part of a commit where items become visible one by one', async () => {
    const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
    const client = new DynamoDBClient({ region: 'us-east-1', credentials, endpoint: proxy.endpoint });
    const store = new DynamoDbStore({ table: 'commits', client });
    const write = (at: Plan[number]) => {
      const items = partsOf({ stream: 'item by item', ...at }, 2);
      const puts = items.map((Item) => ({ Put: { TableName: 'commits', Item } }));
      return client.send(new TransactWriteItemsCommand({ TransactItems: puts }));
    };
    await race(planOf(commits), 'item by item', store, write);
    client.destroy();
    expect(proxy.torn, 'Queries that showed a part').to.be.greaterThan(commits / 4);
  });
}
