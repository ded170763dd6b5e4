import { once } from 'node:events';
import { createServer } from 'node:http';
import { CreateOrder } from '../src/messages.js';
import { app, dispatcher, fastify, hono } from './servers.js';

/** Ships an order twice under one key, as a browser that repeats itself. */
async function ship(order: string, post: (path: string, init: RequestInit) => Promise<Response>): Promise<void> {
  await dispatcher.dispatch(new CreateOrder(order, 'Joe Public'));
  const headers = { 'Content-Type': 'application/json', 'Idempotency-Key': `ship-${order}` };
  for (let count = 0; count < 2; count++) {
    const init = { method: 'POST', headers, body: JSON.stringify({ carrier: 'DHL' }) };
    const answer = await post(`/orders/${order}/shipment`, init);
    console.log(order, answer.status, answer.headers.get('ETag'));
  }
}

const fetchFrom =
  (origin: string) =>
  (path: string, init: RequestInit): Promise<Response> =>
    fetch(`${origin}${path}`, init);

await ship('hono', async (path, init) => hono.request(path, init));

const server = createServer(app).listen(0, '127.0.0.1');
await once(server, 'listening');
const address = server.address();
await ship('express', fetchFrom(`http://127.0.0.1:${typeof address === 'object' && address?.port}`));
server.close();
server.closeAllConnections();

await ship('fastify', fetchFrom(await fastify.listen({ host: '127.0.0.1', port: 0 })));
await fastify.close();
