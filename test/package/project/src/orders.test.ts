import { scenario, startDynalite } from '@eventsource/testing';
import { expect, it } from 'vitest';
import { OrderCreated, OrderShipped, ShipOrder } from './messages.js';
import { Order } from './order.js';
import { shipOneOrder } from './orders.js';

it('ships an order', async () => {
  expect(await shipOneOrder()).toBe('Order o-1 [version 2] shipped 2026-01-02T03:04:05.000Z');
});

it('ships an order in a scenario', async () => {
  const now = new Date('2026-01-02T03:04:05Z');
  await scenario(Order, { clock: { now: () => now } })
    .given(new OrderCreated('Joe Public'))
    .when(new ShipOrder('o-1', 'DHL'))
    .emits(new OrderShipped('DHL', now));
});

it('starts a DynamoDB of its own', async () => {
  const dynalite = await startDynalite();
  await dynalite.stop();
});
