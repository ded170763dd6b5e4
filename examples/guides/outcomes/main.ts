import assert from 'node:assert/strict';
import { Dispatcher, install } from '@eventsource/core';
import { container } from 'tsyringe';
import { FlakyStore } from './flaky-store.js';
import { reserve } from './http.js';
import { reservations } from './queue.js';
import { settle } from './settle.js';
import { ReceiveStock, ReserveStock, Stock } from './stock.js';

const store = new FlakyStore();
const application = container.createChildContainer();
install(application, { aggregates: [Stock], store });
const dispatcher = application.resolve(Dispatcher);
const post = (body: object, headers: Record<string, string>) =>
  reserve(dispatcher)(new Request('http://shop/reservations', { method: 'POST', body: JSON.stringify(body), headers }));

async function answered(response: Promise<Response>): Promise<[status: number, etag: string | null]> {
  const { status, headers } = await response;
  return [status, headers.get('ETag')];
}

await dispatcher.dispatch(new ReceiveStock('a-1', 10));

// #region http
const order = { article: 'a-1', quantity: 4 };

assert.deepEqual(await answered(post(order, { 'If-Match': '"1"', 'Idempotency-Key': 'k-1' })), [204, '"2"']);
assert.deepEqual(await answered(post(order, { 'If-Match': '"1"', 'Idempotency-Key': 'k-1' })), [204, '"2"']);
assert.deepEqual(await answered(post(order, { 'If-Match': '"1"' })), [412, '"2"']);
assert.deepEqual(await answered(post({ ...order, quantity: 5 }, { 'Idempotency-Key': 'k-1' })), [422, null]);
assert.deepEqual(await answered(post({ ...order, quantity: 7 }, {})), [409, null]);
// #endregion

// #region unknown
store.lostAnswers = 1;
const unanswered = await post(order, {});
const id = unanswered.headers.get('Idempotency-Key') ?? '';
assert.equal(unanswered.status, 503);
assert.deepEqual(await answered(post(order, { 'Idempotency-Key': id })), [204, '"3"']);
// #endregion

store.lostAnswers = 1;
assert.equal((await settle(dispatcher, new ReserveStock('a-1', 1), { timeout: 5000 })).version, 4);

const message = (messageId: string, body: unknown) => ({ messageId, body: JSON.stringify(body) });
const context = { getRemainingTimeInMillis: () => 10_000 };
await dispatcher.dispatch(new ReceiveStock('a-2', 10));
store.lostAnswers = 1;
const batch = {
  Records: [
    message('m-1', { article: 'a-2', quantity: 1 }),
    message('m-2', { article: 'a-2', quantity: 100 }),
    message('m-3', { article: '', quantity: 1 }),
    { messageId: 'm-4', body: 'no JSON' },
  ],
};
const failures = [{ itemIdentifier: 'm-1' }, { itemIdentifier: 'm-3' }, { itemIdentifier: 'm-4' }];
assert.deepEqual(await reservations(dispatcher)(batch, context), { batchItemFailures: failures });
assert.deepEqual(await reservations(dispatcher)(batch, context), { batchItemFailures: failures.slice(1) });
assert.equal((await dispatcher.dispatch(new ReserveStock('a-2', 9))).version, 3);
