import assert from 'node:assert/strict';
import {
  type DeadLetter,
  type DeadLetters,
  Deliveries,
  Dispatcher,
  handledEvents,
  inProcess,
  install,
  MemoryCheckpoints,
  MemoryStore,
  type Module,
  Projections,
  provide,
} from '@eventsource/core';
import { projection } from '@eventsource/testing';
import { container } from 'tsyringe';
import { Account, Deposit, Deposited, Withdraw, Withdrawn } from './account.js';
import { Announcer } from './announcer.js';
import { Balances } from './balances.js';
import { LINES, type Lines, Statement } from './statement.js';

// #region install
const accounts: Module = { aggregates: [Account], projections: [Balances], checkpoints: new MemoryCheckpoints() };
const feed = inProcess();
install(container, accounts, feed, { store: new MemoryStore() });
const dispatcher = container.resolve(Dispatcher);

await dispatcher.dispatch(new Deposit('alice', 100));
await dispatcher.dispatch(new Withdraw('alice', 30));
await feed.settled();
assert.equal(container.resolve(Balances).of('alice'), 70);
// #endregion

// #region wait
const projections = container.resolve(Projections);
const committed = await dispatcher.dispatch(new Deposit('alice', 5));
await projections.waitFor(Balances, committed, { timeout: 2000 });
assert.equal(container.resolve(Balances).of('alice'), 75);

// In a later request, of which only the version is known: from an ETag, say.
await projections.waitFor(Balances, { aggregate: 'account', aggregateId: 'alice', version: 3 });
// #endregion

await assert.rejects(projections.waitFor(Balances, { stream: committed.stream, version: 4 }, { timeout: 10 }), {
  name: 'ProjectionBehindError',
  version: 3,
});

// #region test
const balances = projection(Balances).given(new Deposited(5), ['b', new Deposited(7), new Withdrawn(1)]);
await balances.reads((balances) => balances.of('a'), 5);
await balances.reads((balances) => balances.of('b'), 6);
// #endregion

const written = new Map<string, string>();
const lines: Lines = { put: async ({ account, version }, line) => void written.set(`${account}/${version}`, line) };
const letters: DeadLetter[] = [];
const said: string[] = [];
const say = async (text: string) => {
  if (text.includes('bob')) throw new Error('We do not speak of Bob.');
  said.push(text);
};
const store = new MemoryStore();
const checkpoints = new MemoryCheckpoints();
const other = container.createChildContainer();

// #region delivery
const deadLetters: DeadLetters = { put: async (letter) => void letters.push(letter) };
const services = [provide(LINES, lines)];
install(other, { aggregates: [Account], projections: [Statement], services, checkpoints, deadLetters, store });
await other.resolve(Dispatcher).dispatch(new Deposit('alice', 100));
await other.resolve(Dispatcher).dispatch(new Deposit('bob', 1));

const [statement] = other.resolve(Projections).consumers();
const deliveries = other.resolve(Deliveries);
for (const consumer of [statement, new Announcer(checkpoints, say)]) {
  if (!consumer) continue;
  const failures = await deliveries.to(consumer, { tries: 1 }).catchUp(['account:alice', 'account:bob']);
  assert.deepEqual(failures, []);
}
assert.equal(written.size, 2);
assert.deepEqual(said, ['account:alice is at version 1']);
assert.equal(letters[0]?.stream, 'account:bob');
// #endregion

// #region redrive
const delivery = deliveries.to(new Announcer(checkpoints, async (text) => void said.push(text)));
for await (const { stream } of checkpoints.stopped('announcer')) await delivery.redrive([stream]);
assert.deepEqual(said, ['account:alice is at version 1', 'account:bob is at version 1']);
// #endregion

// #region transient
const isShuttingDown = (error: unknown) => error instanceof Error && 'code' in error && error.code === '57P01';
const patient = deliveries.to(new Announcer(checkpoints, say), { isTransient: isShuttingDown });
// #endregion
assert.deepEqual(await patient.catchUp(['account:alice']), []);

// #region reset
assert.equal(await checkpoints.reset('statement@2'), 2);
// #endregion

assert.deepEqual(handledEvents(Statement), [Deposited, Withdrawn]);
