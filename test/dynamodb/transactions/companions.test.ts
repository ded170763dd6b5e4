import {
  AppendUnansweredError,
  type Companion,
  CompanionRefusedError,
  ConcurrencyError,
  ThrottledError,
  TransactionsUnsupportedError,
} from '@eventsource/core';
import {
  type CompanionWrite,
  createTable,
  type DynamoDbCompanion,
  DynamoDbStore,
  TableMismatchError,
  TableNotFoundError,
  TransactionTooLargeError,
} from '@eventsource/dynamodb';
import { type Dynalite, startDynalite } from '@eventsource/testing';
import { expect } from 'chai';
import { commitTo } from '../commits.js';
import { plainClient } from '../raw-items.js';
import { rejection } from '../rejection.js';
import { notebook } from '../requests.js';
import { type Fate, refusal, startProxy } from '../scripted-proxy.js';
import { cancelled, inConflict, none, otherKey, taken, throttled } from './cancelled.js';

const stored = { status: 200, body: '{"ConsumedCapacity":[{"TableName":"events","CapacityUnits":4}]}' };

interface PutOptions {
  readonly isNeeded?: boolean;
  readonly size?: number;
  readonly instead?: readonly CompanionWrite[];
}

/** A companion that puts one item of so many bytes into another table. */
const put = (key: string, { isNeeded = true, size = 0, instead = [] }: PutOptions = {}): DynamoDbCompanion => ({
  target: key,
  begin: async () => ({ keep: async () => {}, undo: async () => {} }),
  writes: () => [
    {
      write: {
        Put: {
          TableName: 'others',
          Item: { key: { S: key }, data: { B: new Uint8Array(size) } },
          ConditionExpression: 'attribute_not_exists(#key)',
          ExpressionAttributeNames: { '#key': 'key' },
        },
      },
      refused: () => (isNeeded ? new CompanionRefusedError(key, { cause: new Error(`No ${key}.`) }) : instead),
    },
  ],
});

type ErrorClass = abstract new (...args: never[]) => Error;

/** How the transaction of one commit and two companions ends. */
const outcomes: [title: string, fates: Fate[], ends: 'stored' | ErrorClass, attempts: number, fields?: object][] = [
  ['stored', [stored], 'stored', 1],
  ['refused by the first', [cancelled(none, taken, none)], CompanionRefusedError, 1, { target: 'x' }],
  ['refused by the second', [cancelled(none, none, taken)], CompanionRefusedError, 1, { target: 'y' }],
  ['refused by one, and its slot is taken', [cancelled(taken, taken, none)], ConcurrencyError, 1, { stream: 'a' }],
  ['refused by one, and its slot in conflict', [cancelled(inConflict, taken, none)], ConcurrencyError, 1],
  ['in conflict at a companion', [cancelled(none, none, inConflict)], ConcurrencyError, 1, { stream: 'a' }],
  ['lost, then refused', ['lose request', cancelled(none, taken, none)], AppendUnansweredError, 2],
  ['throttled at a companion', Array(3).fill(cancelled(none, throttled, none)), ThrottledError, 3],
  [
    'of a table of companions with another key',
    [cancelled(none, otherKey, none)],
    TableMismatchError,
    1,
    { table: 'others' },
  ],
];

describe('A transaction that takes companions along', () => {
  let server: Dynalite;
  let proxy: Awaited<ReturnType<typeof startProxy>>;
  let client: ReturnType<typeof plainClient>;
  let store: DynamoDbStore;
  const { AWS_MAX_ATTEMPTS } = process.env;
  const { random } = Math;

  before(async () => {
    process.env.AWS_MAX_ATTEMPTS = '3';
    Math.random = () => 0;
    server = await startDynalite({ transactions: false });
    proxy = await startProxy(server.endpoint);
    client = plainClient(proxy.endpoint);
    await createTable({ table: 'events', endpoint: server.endpoint });
    store = new DynamoDbStore({ table: 'events', client });
  });

  after(async () => {
    if (AWS_MAX_ATTEMPTS === undefined) delete process.env.AWS_MAX_ATTEMPTS;
    else process.env.AWS_MAX_ATTEMPTS = AWS_MAX_ATTEMPTS;
    Math.random = random;
    client.destroy();
    await proxy.stop();
    await server.stop();
  });

  const append = (...companions: readonly Companion[]) => store.appendWith([commitTo('a', 4)], companions);

  for (const [title, fates, ends, attempts, fields = {}] of outcomes) {
    it(`is ${ends === 'stored' ? ends : ends.name} where it is ${title}`, async () => {
      proxy.play(...fates);
      const appended = append(put('x'), put('y'));
      if (ends === 'stored') expect(await appended).to.deep.equal([{ snapshotStored: false }]);
      else
        expect(await rejection(appended))
          .to.be.instanceOf(ends)
          .and.include(fields);
      expect(proxy.seen).to.deep.equal(Array(attempts).fill('TransactWriteItems'));
    });
  }

  const itemsOf = (body: string | undefined): object[] => JSON.parse(body ?? '{}').TransactItems;

  it('is sent again without what has nothing to do, when nothing else was in the way', async () => {
    proxy.play(cancelled(none, taken, none), stored);

    await append(put('x', { isNeeded: false }), put('y'));

    expect(proxy.bodies.map((body) => itemsOf(body).length)).to.deep.equal([3, 2]);
    expect(itemsOf(proxy.bodies[1])[1]).to.have.nested.property('Put.Item.key.S', 'y');
  });

  it('is sent again with what a companion writes instead', async () => {
    const instead = put('z').writes();
    proxy.play(cancelled(none, taken, none), stored);

    await append(put('x', { isNeeded: false, instead }), put('y'));

    expect(itemsOf(proxy.bodies[1])).to.have.length(3);
    expect(itemsOf(proxy.bodies[1])[1]).to.have.nested.property('Put.Item.key.S', 'z');
  });

  it('is refused when one has nothing to do and another must not be made', async () => {
    proxy.play(cancelled(none, taken, taken));

    const error = await rejection(append(put('x', { isNeeded: false }), put('y')));

    expect(error).to.be.instanceOf(CompanionRefusedError).and.include({ target: 'y' });
  });

  it('is not sent again while it is in doubt', async () => {
    proxy.play('lose request', cancelled(none, taken, none));

    const error = await rejection(append(put('x', { isNeeded: false }), put('y')));

    expect(error).to.be.instanceOf(AppendUnansweredError);
  });

  it('tells which table is not there', async () => {
    proxy.play(refusal('ResourceNotFoundException'));
    expect(await rejection(append(put('x'))))
      .to.be.instanceOf(TableNotFoundError)
      .and.include({ table: 'others' });

    proxy.play(refusal('ResourceNotFoundException'), refusal('ResourceNotFoundException'));
    expect(await rejection(append(put('x'))))
      .to.be.instanceOf(TableNotFoundError)
      .and.include({ table: 'events' });
  });

  it('shows nothing of what was in the way of a companion, in its cause neither', async () => {
    const secret = { ...taken, Item: { owner: { S: 'somebody' } } };
    proxy.play(cancelled(inConflict, secret, none));
    const error = await rejection(append(put('x'), put('y')));
    expect(error).to.be.instanceOf(ConcurrencyError);
    expect(JSON.stringify(Object(error).cause))
      .to.include('TransactionConflict')
      .and.not.include('somebody');
  });

  it('is charged twice for each item, those of companions too', async () => {
    const { lines, onRequest } = notebook();
    proxy.play(stored);
    await store.appendWith([commitTo('a', 4)], [put('x'), put('y', { size: 2000 })], { onRequest });
    expect(lines).to.deep.equal(['TransactWriteItems 0/8']);
  });

  it('holds at most 100 items and 4 MB, companions included', async () => {
    const many = Array.from({ length: 100 }, (_, index) => put(`${index}`));
    const large = Array.from({ length: 11 }, (_, index) => put(`${index}`, { size: 390_000 }));
    proxy.play();
    expect(await rejection(append(...many))).to.be.instanceOf(TransactionTooLargeError);
    expect(await rejection(append(...large))).to.be.instanceOf(TransactionTooLargeError);
    expect(proxy.seen).to.deep.equal([]);
  });

  it('is not sent when a companion is none for DynamoDB', async () => {
    const { writes: _, ...foreign } = put('x');
    proxy.play();
    expect(await rejection(append(foreign))).to.be.instanceOf(TransactionsUnsupportedError);
    expect(proxy.seen).to.deep.equal([]);
  });

  it('is unsupported by a server without transactions', async () => {
    proxy.play();
    expect(await rejection(append(put('x')))).to.be.instanceOf(TransactionsUnsupportedError);
    expect(await store.read('a', 5)).to.equal(undefined);
  });

  it('is a single write when there are none', async () => {
    proxy.play();
    await store.appendWith([commitTo('alone', 0)], []);
    expect(proxy.seen).to.deep.equal(['PutItem']);
  });
});
