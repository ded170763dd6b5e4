import { ConcurrencyError, MalformedStreamError } from '@eventsource/core';
import { createTable, DynamoDbStore } from '@eventsource/dynamodb';
import { type Dynalite, startDynalite } from '@eventsource/testing';
import { expect } from 'chai';
import { bytes, commitTo } from '../commits.js';
import { itemAt, jsonOf, plainClient, putItems, type RawItem } from '../raw-items.js';
import { rejection } from '../rejection.js';
import { refusal, startProxy } from '../scripted-proxy.js';
import { cancelled, none, taken } from './cancelled.js';
import { partOf, partsOf } from './parts.js';

describe('A transaction that finds a slot taken', () => {
  let server: Dynalite;
  let proxy: Awaited<ReturnType<typeof startProxy>>;
  let client: ReturnType<typeof plainClient>;
  let store: DynamoDbStore;

  before(async () => {
    server = await startDynalite();
    proxy = await startProxy(server.endpoint);
    client = plainClient(proxy.endpoint);
    await createTable({ table: 'events', endpoint: server.endpoint });
    store = new DynamoDbStore({ table: 'events', client });
  });

  after(async () => {
    client.destroy();
    await proxy.stop();
    await server.stop();
  });

  const pair = () => [commitTo('a', 4), commitTo('b', 0)];

  const shown = (item: RawItem) => cancelled(none, { ...taken, Item: jsonOf(item) });

  it('shows the commit in it', async () => {
    proxy.play(shown(itemAt('b', 1, 10, { _2: { B: bytes('second') } })));
    const error = await rejection(store.appendAll(pair()));
    expect(error)
      .to.have.property('winner')
      .that.deep.includes({
        first: 1,
        id: bytes('id-1'),
        records: [new Uint8Array(10), bytes('second')],
      });
  });

  it('shows a commit of several items whole, also where a single write was refused', async () => {
    const whole = { stream: 'b', first: 1, last: 9 };
    const [first, ...others] = partsOf(whole, 3);
    proxy.play();
    await putItems(client, 'events', others);
    const refusals = [
      [shown(first ?? {}), () => store.appendAll(pair())],
      [
        refusal('ConditionalCheckFailedException', 400, { Item: jsonOf(first ?? {}) }),
        () => store.append(commitTo('b', 0)),
      ],
    ] as const;
    for (const [refused, append] of refusals) {
      proxy.play(refused);
      const error = await rejection(append());
      if (!(error instanceof ConcurrencyError)) throw error;
      expect(error.winner?.first).to.equal(1);
      expect(error.winner?.records).to.have.length(9);
    }
  });

  it('is certain, though unnamed, where the rest of the commit in it cannot be read', async () => {
    const first = partOf({ stream: 'b', first: 1, last: 99 }, 1, 3);
    proxy.play(shown(first), ...Array(3).fill(refusal('AccessDeniedException')));
    const error = await rejection(store.appendAll(pair()));
    expect(error).to.be.instanceOf(ConcurrencyError);
    expect(error).to.include({ stream: 'b', expectedVersion: 0, winner: undefined });
  });

  it('names no winner where the item is a later part of a commit that began before', async () => {
    proxy.play(cancelled({ ...taken, Item: jsonOf(partOf({ stream: 'a', first: 3, last: 6 }, 5, 6)) }, none));
    const error = await rejection(store.appendAll(pair()));
    expect(error).to.include({ stream: 'a', expectedVersion: 4, winner: undefined });
  });

  it('is a malformed stream where what lies in it is no commit', async () => {
    proxy.play(cancelled(none, { ...taken, Item: { key: { S: 'b' }, partition: { N: '1' } } }));
    expect(await rejection(store.appendAll(pair()))).to.be.instanceOf(MalformedStreamError);
  });
});
