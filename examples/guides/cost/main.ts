import assert from 'node:assert/strict';
import { type Class, Dispatcher, install, type Module, Repository } from '@eventsource/core';
import { createTable, dynamoDb } from '@eventsource/dynamodb';
import { RequestLog, startDynalite } from '@eventsource/testing';
import { container } from 'tsyringe';
import { AddItem, Cart, EmptyCart } from './cart.js';
import { NextCart } from './next-cart.js';
import { Spending } from './spending.js';

const dynalite = await startDynalite();
await createTable({ table: 'carts', client: dynalite.client() });
const spending = new Spending();

/** What another process would be: an empty cache and a client of its own. */
function instance(cart: Class = Cart, ...modules: readonly Module[]) {
  const client = dynalite.client();
  const log = RequestLog.of(client);
  const application = container.createChildContainer();
  const others: Module = { aggregates: [cart], observers: [spending] };
  install(application, others, dynamoDb({ table: 'carts', client }), ...modules);
  return { log, dispatcher: application.resolve(Dispatcher), repository: application.resolve(Repository) };
}

const { dispatcher, repository, log } = instance();

// #region cost
const cold = await dispatcher.dispatch(new AddItem('c-1', 'tea'));
assert.deepEqual(cold.cost, { requests: 2, readUnits: 0, writeUnits: 1 }); // dynalite charges nothing for no items
const warm = await dispatcher.dispatch(new AddItem('c-1', 'cup'));
assert.deepEqual(warm.cost, { requests: 1, readUnits: 0, writeUnits: 1 });
const view = await repository.load(Cart, 'c-1');
assert.deepEqual(view.cost, { requests: 1, readUnits: 1, writeUnits: 0 });
// #endregion

// #region modes
const add = () => new AddItem('c-1', 'tea');
log.clear();
await dispatcher.dispatch(add());
await dispatcher.dispatch(add(), { cache: 'refresh' });
await dispatcher.dispatch(add(), { cache: 'bypass' });
assert.deepEqual(log.operations, ['PutItem', 'Query', 'PutItem', 'Query', 'PutItem']);
// #endregion
assert.deepEqual(
  log.requests.map(({ readUnits }) => readUnits),
  [0, 1, 0, 1, 0],
);

log.clear();
await dispatcher.dispatch(add());
await assert.rejects(dispatcher.dispatch(new EmptyCart('c-1')), RangeError);
assert.deepEqual(log.operations, ['Query', 'PutItem', 'Query']);

// #region deployments
for (let count = 0; count < 100; count++) await dispatcher.dispatch(new AddItem('c-2', 'tea'));
const next = instance(NextCart);

const first = await next.dispatcher.dispatch(new AddItem('c-2', 'tea'));
assert.deepEqual(first.cost, { requests: 4, readUnits: 5, writeUnits: 1 });

const later = await instance(NextCart).dispatcher.dispatch(new AddItem('c-2', 'tea'));
assert.deepEqual(later.cost, { requests: 2, readUnits: 1, writeUnits: 1 });
const old = await instance(Cart).dispatcher.dispatch(new AddItem('c-2', 'tea'));
assert.deepEqual(old.cost, { requests: 2, readUnits: 1, writeUnits: 1 });
// #endregion

assert.equal(spending.writeUnits.get('cart'), 109);
await dynalite.stop();
