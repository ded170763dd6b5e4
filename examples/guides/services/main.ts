import assert from 'node:assert/strict';
import { Dispatcher } from '@eventsource/core';
import { createTable } from '@eventsource/dynamodb';
import { startDynalite } from '@eventsource/testing';
import { ReceiveStock } from '../outcomes/stock.js';
import type { HttpEvent } from './http-event.js';

const dynalite = await startDynalite();
const { DYNAMODB_ENDPOINT } = process.env;
Object.assign(process.env, { DYNAMODB_ENDPOINT: dynalite.endpoint, EVENTS: 'stock' });
await createTable({ table: 'stock' });
const { application, handler } = await import('./function.js');

const context = { getRemainingTimeInMillis: () => 10_000 };
const post = (body: string, headers: HttpEvent['headers'] = {}, isBase64Encoded = false) =>
  handler(
    {
      rawPath: '/reservations',
      rawQueryString: '',
      headers,
      body,
      isBase64Encoded,
      requestContext: { domainName: 'shop.example', http: { method: 'POST' } },
    },
    context,
  );

await application.resolve(Dispatcher).dispatch(new ReceiveStock('a-1', 10));
const order = JSON.stringify({ article: 'a-1', quantity: 4 });
const stored = { statusCode: 204, headers: { etag: '"2"' }, body: '' };

assert.deepEqual(await post(order, { 'idempotency-key': 'k-1' }), stored);
assert.deepEqual(await post(Buffer.from(order).toString('base64'), { 'idempotency-key': 'k-1' }, true), stored);
assert.equal((await post(order, { 'if-match': '"1"', cookie: undefined })).statusCode, 412);
assert.equal((await post('{ "article": "a-1", "quantity": 7 }')).body, '{"left":6}');
assert.equal(
  (await post('{ "article": "a-1" }')).body,
  '{"error":"A reservation has an article and a whole quantity."}',
);
assert.equal((await post('four of a-1')).statusCode, 400);

await dynalite.stop();
delete process.env.EVENTS;
if (DYNAMODB_ENDPOINT === undefined) delete process.env.DYNAMODB_ENDPOINT;
else process.env.DYNAMODB_ENDPOINT = DYNAMODB_ENDPOINT;
