import { expect, it } from 'vitest';
import { shipOneOrder } from './orders.js';

it('ships an order', async () => {
  expect(await shipOneOrder()).toBe('Order o-1 [version 2] shipped 2026-01-02T03:04:05.000Z');
});
