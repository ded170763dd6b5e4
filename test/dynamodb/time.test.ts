import { getEventListeners } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { AppendUnansweredError, StoreUnavailableError, ThrottledError } from '@eventsource/core';
import { createTable, DynamoDbStore } from '@eventsource/dynamodb';
import { type Dynalite, startDynalite } from '@eventsource/testing';
import { expect } from 'chai';
import { commitTo, versionsOf } from './commits.js';
import { plainClient } from './raw-items.js';
import { rejection } from './rejection.js';
import { type Fate, refusal, startProxy } from './scripted-proxy.js';

describe('Time', () => {
  let server: Dynalite;
  let proxy: Awaited<ReturnType<typeof startProxy>>;
  let streams = 0;
  const { random } = Math;
  const throttle = refusal('ThrottlingException');
  const always = (fate: Fate) => Array<Fate>(10).fill(fate);

  before(async () => {
    // The AWS client pauses between two tries for a random part of seconds: here for half of them.
    Math.random = () => 0.5;
    server = await startDynalite();
    proxy = await startProxy(server.endpoint);
    await createTable({ table: 'events', endpoint: server.endpoint });
  });

  after(async () => {
    Math.random = random;
    await proxy.stop();
    await server.stop();
  });

  beforeEach(() => proxy.play());

  const nextCommit = () => commitTo(`time-${streams++}`, 0);

  /** Rejects as the promise does, which must be within this time. */
  async function rejectionWithin(limit: number, promise: Promise<unknown>): Promise<unknown> {
    const start = performance.now();
    const error = await rejection(promise);
    expect(performance.now() - start).to.be.lessThan(limit);
    return error;
  }

  const deaf = { handle: () => new Promise<never>(() => {}) };
  const credentials = { accessKeyId: 'a', secretAccessKey: 'b' };
  const clients: [string, () => { client?: DynamoDBClient; endpoint?: string }][] = [
    ['a client made here', () => ({ endpoint: proxy.endpoint })],
    ['a client that was given, without time-outs', () => ({ client: plainClient(proxy.endpoint) })],
    [
      'a request handler that ignores every signal',
      () => ({ client: new DynamoDBClient({ region: 'us-east-1', credentials, requestHandler: deaf }) }),
    ],
  ];

  for (const [name, make] of clients) {
    describe(`with ${name}`, () => {
      let store: DynamoDbStore;
      let client: DynamoDBClient | undefined;

      before(() => {
        const made = make();
        client = made.client;
        const requestTimeout = 500;
        store = new DynamoDbStore(
          client
            ? { table: 'events', client, requestTimeout }
            : { table: 'events', endpoint: proxy.endpoint, requestTimeout },
        );
      });

      after(() => {
        store.close();
        client?.destroy();
      });

      for (const fate of ['hang', 'hang in answer'] as const) {
        it(`ends a load (${fate})`, async () => {
          proxy.play(...always(fate));
          const error = await rejectionWithin(1500, store.load('any'));
          expect(error).to.be.instanceOf(StoreUnavailableError);
        });

        it(`ends an append without an outcome (${fate})`, async () => {
          proxy.play(...always(fate));
          const error = await rejectionWithin(1500, store.append(nextCommit()));
          expect(error).to.be.instanceOf(AppendUnansweredError);
          expect(error).to.have.property('cause').that.is.instanceOf(StoreUnavailableError);
        });
      }

      it('ends a load at once when it is aborted, with the reason', async () => {
        proxy.play(...always('hang'));
        const reason = new Error('enough');
        const abort = new AbortController();
        setTimeout(() => abort.abort(reason), 50);
        expect(await rejectionWithin(400, store.load('any', { signal: abort.signal }))).to.equal(reason);
      });

      it('ends an append at once when it is aborted in flight, without an outcome', async () => {
        proxy.play(...always('hang'));
        const reason = new Error('enough');
        const abort = new AbortController();
        setTimeout(() => abort.abort(reason), 50);
        const error = await rejectionWithin(400, store.append(nextCommit(), { signal: abort.signal }));
        expect(error).to.be.instanceOf(AppendUnansweredError);
        expect(error).to.have.property('cause', reason);
      });

      it('sends nothing when it is aborted before, and throws the reason', async () => {
        const reason = new Error('too late');
        const signal = AbortSignal.abort(reason);
        expect(await rejection(store.append(nextCommit(), { signal }))).to.equal(reason);
        expect(await rejection(store.load('any', { signal }))).to.equal(reason);
        expect(await rejection(store.read('any', 1, { signal }))).to.equal(reason);
        expect(proxy.seen).to.deep.equal([]);
      });

      it('frees its connections', async () => {
        await pause(600);
        expect(await proxy.connections()).to.equal(0);
      });
    });
  }

  describe('between two tries', () => {
    for (const [name, make] of clients.slice(0, 2)) {
      it(`ends with what the last try failed with, and tries no more, with ${name}`, async () => {
        const { client } = make();
        const options = { table: 'events', requestTimeout: 300 };
        const store = new DynamoDbStore(client ? { ...options, client } : { ...options, endpoint: proxy.endpoint });
        const commit = nextCommit();
        proxy.play(throttle);
        expect(await rejectionWithin(900, store.append(commit))).to.be.instanceOf(ThrottledError);
        await pause(500);
        expect(proxy.seen).to.deep.equal(['PutItem']);
        expect(await versionsOf(await store.load(commit.stream))).to.deep.equal([]);
        store.close();
        client?.destroy();
      });

      it(`throws the reason when it is aborted then, and tries no more, with ${name}`, async () => {
        const { client } = make();
        const store = new DynamoDbStore(
          client ? { table: 'events', client } : { table: 'events', endpoint: proxy.endpoint },
        );
        const commit = nextCommit();
        const abort = new AbortController();
        setTimeout(() => abort.abort('enough'), 200);
        proxy.play(throttle);
        expect(await rejectionWithin(900, store.append(commit, { signal: abort.signal }))).to.equal('enough');
        await pause(500);
        expect(proxy.seen).to.deep.equal(['PutItem']);
        store.close();
        client?.destroy();
      });
    }
  });

  it('leaves no listener on a signal that outlives its requests', async () => {
    const store = new DynamoDbStore({ table: 'events', endpoint: proxy.endpoint });
    const { signal } = new AbortController();
    await store.append(nextCommit(), { signal });
    await store.load('any', { signal });
    expect(getEventListeners(signal, 'abort')).to.deep.equal([]);
    store.close();
  });
});
