import {
  AppendUnansweredError,
  CommitTooLargeError,
  ConcurrencyError,
  ThrottledError,
  TransactionsUnsupportedError,
} from '@eventsource/core';
import {
  AccessDeniedError,
  CommitRefusedError,
  CredentialsError,
  createTable,
  DynamoDbStore,
  TableMismatchError,
  TableNotFoundError,
} from '@eventsource/dynamodb';
import { type Dynalite, startDynalite } from '@eventsource/testing';
import { expect } from 'chai';
import { commitTo } from '../commits.js';
import { itemAt, jsonOf, plainClient } from '../raw-items.js';
import { rejection } from '../rejection.js';
import { notebook } from '../requests.js';
import { type Answer, type Fate, refusal, startProxy } from '../scripted-proxy.js';
import { cancelled, exceeded, inConflict, invalid, none, otherKey, taken, throttled, tooMuch } from './cancelled.js';

/** An answer as DynamoDB gives it; nothing is stored on the way. */
const stored: Answer = { status: 200, body: '{"ConsumedCapacity":[{"TableName":"events","CapacityUnits":4}]}' };
const failed = refusal('InternalServerError', 500);
const throttle = refusal('ThrottlingException');

type ErrorClass = abstract new (...args: never[]) => Error;

/** How a transaction ends, try by try; of an error, the fields that matter. */
const outcomes: [title: string, fates: Fate[], ends: 'stored' | ErrorClass, attempts: number, fields?: object][] = [
  ['stored', [stored], 'stored', 1],
  ['throttled, then stored', [throttle, stored], 'stored', 2],
  ['lost, then stored', ['lose request', stored], 'stored', 2],
  ['failed, then stored', [failed, stored], 'stored', 2],
  ['in progress, then stored', [refusal('TransactionInProgressException'), stored], 'stored', 2],

  ['the first slot taken', [cancelled(taken, none)], ConcurrencyError, 1, { stream: 'a', expectedVersion: 4 }],
  ['the second slot taken', [cancelled(none, taken)], ConcurrencyError, 1, { stream: 'b', expectedVersion: 0 }],
  ['taken and in conflict', [cancelled(inConflict, taken)], ConcurrencyError, 1, { stream: 'b' }],
  ['lost, then taken', ['lose request', cancelled(none, taken)], ConcurrencyError, 2, { stream: 'b' }],

  ['in conflict', [cancelled(none, inConflict)], ConcurrencyError, 1, { stream: 'b', expectedVersion: 0 }],
  ['throttled, then in conflict', [throttle, cancelled(inConflict, none)], ConcurrencyError, 2, { stream: 'a' }],
  ['in conflict and throttled', [cancelled(throttled, inConflict)], ConcurrencyError, 1, { stream: 'b' }],
  ['lost, then in conflict', ['lose request', cancelled(none, inConflict)], AppendUnansweredError, 2],
  ['failed, then in conflict', [failed, cancelled(inConflict, none)], AppendUnansweredError, 2],

  ['cancelled by throttling, then stored', [cancelled(throttled, none), stored], 'stored', 2],
  ['cancelled by throttling each time', Array(3).fill(cancelled(none, exceeded)), ThrottledError, 3],
  [
    'cancelled by throttling, then in conflict',
    [cancelled(throttled, none), cancelled(inConflict, none)],
    ConcurrencyError,
    2,
  ],
  [
    'lost, then cancelled by throttling',
    ['lose request', ...Array(2).fill(cancelled(throttled, none))],
    AppendUnansweredError,
    3,
  ],
  ['throttled each time', [throttle, throttle, throttle], ThrottledError, 3],

  ['in progress each time', Array(3).fill(refusal('TransactionInProgressException')), AppendUnansweredError, 3],
  [
    'in progress, then in conflict',
    [refusal('TransactionInProgressException'), cancelled(none, inConflict)],
    AppendUnansweredError,
    2,
  ],
  ['lost each time', ['lose request', 'lose request', 'lose request'], AppendUnansweredError, 3],
  ['failed each time', [failed, failed, failed], AppendUnansweredError, 3],
  ['lost, then refused', ['lose request', refusal('AccessDeniedException')], AppendUnansweredError, 2],
  ['answered with nothing', [{ status: 200, body: '{}' }], AppendUnansweredError, 1],

  [
    'too large a collection',
    [cancelled(none, tooMuch)],
    CommitRefusedError,
    1,
    { stream: 'b', code: tooMuch.Code, problem: tooMuch.Message },
  ],
  ['invalid', [cancelled(invalid, none)], CommitRefusedError, 1, { stream: 'a', code: 'ValidationError' }],
  [
    'of a code that nobody knows',
    [cancelled({ Code: 'New' }, none)],
    CommitRefusedError,
    1,
    { stream: 'a', code: 'New', problem: '' },
  ],
  ['for a table with another key', [cancelled(otherKey, otherKey)], TableMismatchError, 1],
  ['for a table that is not there', [refusal('ResourceNotFoundException')], TableNotFoundError, 1],
  ['denied', [refusal('AccessDeniedException')], AccessDeniedError, 1, { action: 'dynamodb:PutItem' }],
  ['expired', [refusal('ExpiredTokenException')], CredentialsError, 1],
  ['unknown to the server', ['pass'], TransactionsUnsupportedError, 1],
];

describe('The outcome of a transaction', () => {
  let server: Dynalite;
  let proxy: Awaited<ReturnType<typeof startProxy>>;
  let client: ReturnType<typeof plainClient>;
  const { AWS_MAX_ATTEMPTS } = process.env;
  const { random } = Math;

  before(async () => {
    process.env.AWS_MAX_ATTEMPTS = '3';
    Math.random = () => 0;
    server = await startDynalite({ transactions: false });
    proxy = await startProxy(server.endpoint);
    client = plainClient(proxy.endpoint);
    await createTable({ table: 'events', endpoint: server.endpoint });
  });

  after(async () => {
    if (AWS_MAX_ATTEMPTS === undefined) delete process.env.AWS_MAX_ATTEMPTS;
    else process.env.AWS_MAX_ATTEMPTS = AWS_MAX_ATTEMPTS;
    Math.random = random;
    client.destroy();
    await proxy.stop();
    await server.stop();
  });

  const pair = () => [commitTo('a', 4), commitTo('b', 0)];

  const stores: [string, () => DynamoDbStore][] = [
    ['with a client made here', () => new DynamoDbStore({ table: 'events', endpoint: proxy.endpoint })],
    ['with a client that was given', () => new DynamoDbStore({ table: 'events', client })],
  ];

  for (const [clientName, make] of stores) {
    describe(clientName, () => {
      let store: DynamoDbStore;

      before(() => {
        store = make();
      });

      after(() => store.close());

      for (const [title, fates, ends, attempts, fields = {}] of outcomes) {
        it(`is ${ends === 'stored' ? ends : ends.name} where it is ${title}`, async () => {
          proxy.play(...fates);
          const appended = store.appendAll(pair());
          if (ends === 'stored') {
            expect(await appended).to.deep.equal([{ snapshotStored: false }, { snapshotStored: false }]);
          } else {
            const error = await rejection(appended);
            expect(error).to.be.instanceOf(ends);
            expect(error).to.include(fields);
            expect(error).to.have.property('cause').that.is.instanceOf(Error);
          }
          expect(proxy.seen).to.deep.equal(Array(attempts).fill('TransactWriteItems'));
        });
      }
    });
  }

  describe('of a commit larger than an item', () => {
    const large = () => commitTo('b', 0, { records: [new Uint8Array(300_000), new Uint8Array(300_000)] });
    let store: DynamoDbStore;

    before(() => {
      store = new DynamoDbStore({ table: 'events', client });
    });

    it('is that of its transaction', async () => {
      proxy.play(stored);
      expect(await store.append(large())).to.deep.equal({ snapshotStored: false });
      proxy.play(cancelled(taken, none));
      expect(await rejection(store.append(large())))
        .to.be.instanceOf(ConcurrencyError)
        .and.include({ stream: 'b' });
      proxy.play('lose request', cancelled(none, inConflict));
      expect(await rejection(store.append(large()))).to.be.instanceOf(AppendUnansweredError);
    });

    it('is that it is too large, on a server without transactions', async () => {
      for (const append of [() => store.append(large()), () => store.appendAll([large()])]) {
        proxy.play();
        const error = await rejection(append());
        expect(error).to.be.instanceOf(CommitTooLargeError);
        expect(error).to.include({ stream: 'b', limit: 400 * 1024 });
        expect(error).to.have.property('cause').that.has.property('name', 'UnknownOperationException');
      }
      expect(await store.read('b', 1)).to.equal(undefined);
    });
  });

  it('is repeated under one token, and decided again under another', async () => {
    const store = new DynamoDbStore({ table: 'events', client });
    const tokens = () => proxy.bodies.map((body) => JSON.parse(body).ClientRequestToken);
    proxy.play('lose request', throttle, stored);
    await store.appendAll(pair());
    const [token, ...repeated] = tokens();
    expect(token).to.match(/^[0-9a-f-]{36}$/);
    expect(repeated).to.deep.equal([token, token]);

    proxy.play(stored);
    await store.appendAll(pair());
    expect(tokens()).to.have.length(1);
    expect(tokens()).not.to.include(token);
  });

  it('asks for each item that it be new, and to be shown the one in its way', async () => {
    const store = new DynamoDbStore({ table: 'events', client });
    proxy.play(stored);
    await store.appendAll(pair());
    const { TransactItems: items, ReturnConsumedCapacity } = JSON.parse(proxy.bodies[0] ?? '');
    expect(ReturnConsumedCapacity).to.equal('TOTAL');
    expect(items).to.have.length(2);
    for (const { Put } of items) {
      expect(Put).to.deep.include({
        TableName: 'events',
        ConditionExpression: 'attribute_not_exists(#p)',
        ExpressionAttributeNames: { '#p': 'partition' },
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      });
    }
  });

  it('is told with two units for each started KB of each item, whatever the answer says', async () => {
    const store = new DynamoDbStore({ table: 'events', client });
    const { lines, onRequest } = notebook();
    const commits = [commitTo('a', 4), commitTo('b', 0, { records: [new Uint8Array(2000)] })];
    proxy.play(stored);
    await store.appendAll(commits, { onRequest });
    proxy.play(cancelled({ ...taken, Item: jsonOf(itemAt('a', 5, 5000)) }, none));
    await rejection(store.appendAll(commits, { onRequest }));
    proxy.play(cancelled(inConflict, none));
    await rejection(store.appendAll(commits, { onRequest }));
    proxy.play('lose request', stored);
    await store.appendAll(commits, { onRequest });
    expect(lines).to.deep.equal([
      'TransactWriteItems 0/6',
      'TransactWriteItems 0/14',
      'TransactWriteItems 0/0',
      'TransactWriteItems 0/6 in 2 tries',
    ]);
  });
});
