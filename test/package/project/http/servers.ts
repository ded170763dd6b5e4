import { Dispatcher, install } from '@eventsource/core';
import express from 'express';
import Fastify from 'fastify';
import { Hono } from 'hono';
import { container } from 'tsyringe';
import { ShipOrder } from '../src/messages.js';
import { Order } from '../src/order.js';
import { inMemory } from '../src/orders.js';

const application = container.createChildContainer();
install(application, { aggregates: [Order] }, inMemory);
export const dispatcher = application.resolve(Dispatcher);

// #region hono
export const hono = new Hono();

hono.post('/orders/:id/shipment', async ({ req, body }) => {
  const command = new ShipOrder(req.param('id'), (await req.json()).carrier);
  const { version } = await dispatcher.dispatch(command, { id: req.header('Idempotency-Key'), signal: req.raw.signal });
  return body(null, 204, { ETag: `"${version}"` });
});
// #endregion

// #region express
export const app = express();

app.post('/orders/:id/shipment', express.json(), async ({ params, body, headers }, response) => {
  const command = new ShipOrder(params.id, body.carrier);
  const { version } = await dispatcher.dispatch(command, { id: headers['idempotency-key']?.toString() });
  response.set('ETag', `"${version}"`).status(204).end();
});
// #endregion

// #region fastify
export const fastify = Fastify();
type Shipment = { Params: { id: string }; Body: { carrier: string } };

fastify.post<Shipment>('/orders/:id/shipment', async ({ params, body, headers }, reply) => {
  const command = new ShipOrder(params.id, body.carrier);
  const { version } = await dispatcher.dispatch(command, { id: headers['idempotency-key']?.toString() });
  return reply.header('ETag', `"${version}"`).status(204).send();
});
// #endregion
