import { CommitTooLargeError, InvalidStreamError } from '@eventsource/core';
import { createTable, DynamoDbStore, TransactionTooLargeError } from '@eventsource/dynamodb';
import { type Dynalite, startDynalite } from '@eventsource/testing';
import { expect } from 'chai';
import { bytes, commitTo, snapshotAt } from '../commits.js';
import { rejection } from '../rejection.js';
import { notebook } from '../requests.js';
import { commitOf, commitsOf } from './sized-commits.js';

const maxItems = 100;
const maxSize = 4 * 1024 * 1024;

describe('What can never be one transaction', () => {
  let server: Dynalite;
  let store: DynamoDbStore;
  let lines: string[];
  let onRequest: ReturnType<typeof notebook>['onRequest'];

  before(async () => {
    server = await startDynalite();
    await createTable({ table: 'events', endpoint: server.endpoint });
    store = new DynamoDbStore({ table: 'events', endpoint: server.endpoint });
  });

  beforeEach(() => {
    ({ lines, onRequest } = notebook());
  });

  afterEach(() => {
    expect(lines, 'what was sent').to.deep.equal([]);
  });

  after(async () => {
    store.close();
    await server.stop();
  });

  it('is refused above 100 items', async () => {
    const commits = Array.from({ length: 101 }, () => commitOf(100));
    const error = await rejection(store.appendAll(commits, { onRequest }));
    expect(error).to.be.instanceOf(TransactionTooLargeError);
    expect(error).to.include({ items: 101, size: 101 * (100 + 33), maxItems, maxSize });
  });

  it('is refused above 4 MB, with what it takes', async () => {
    const error = await rejection(store.appendAll(commitsOf(maxSize + 1), { onRequest }));
    expect(error).to.be.instanceOf(TransactionTooLargeError);
    expect(error).to.include({ items: 11, size: maxSize + 1, maxItems, maxSize });
  });

  it('is a commit of more than 4 MB', async () => {
    const records = Array.from({ length: 42 }, () => new Uint8Array(100_000));
    const error = await rejection(store.append(commitTo('large', 0, { records }), { onRequest }));
    expect(error).to.be.instanceOf(CommitTooLargeError);
    expect(error).to.include({ stream: 'large', limit: maxSize });
    expect(error).to.have.property('size').that.is.within(4_200_000, 4_202_000);
  });

  it('is a commit with a record larger than an item', async () => {
    const records = [bytes('small'), new Uint8Array(400 * 1024), bytes('small')];
    const commit = commitTo('large', 0, { records });
    // key 8, partition 11, c 5, f and l 2 each and 1 digit, _2.
    const size = 400 * 1024 + 8 + 11 + 5 + 2 * 3 + 2;
    for (const append of [
      () => store.append(commit, { onRequest }),
      () => store.appendAll([commitOf(99), commit], { onRequest }),
    ]) {
      const error = await rejection(append());
      expect(error).to.be.instanceOf(CommitTooLargeError);
      expect(error).to.include({ stream: 'large', size, limit: 400 * 1024 });
    }
  });

  it('is two commits to one stream, no record, another snapshot, or no name', async () => {
    const other = commitTo('other', 0);
    const wrong = [
      [other, commitTo('same', 0), commitTo('same', 1)],
      [other, commitTo('none', 0, { records: [] })],
      [other, commitTo('early', 0, { snapshot: snapshotAt(2) })],
    ];
    for (const commits of wrong) {
      expect(await rejection(store.appendAll(commits, { onRequest }))).to.be.instanceOf(RangeError);
    }
    const unnamed = store.appendAll([other, commitTo('', 0)], { onRequest });
    expect(await rejection(unnamed)).to.be.instanceOf(InvalidStreamError);
  });
});
