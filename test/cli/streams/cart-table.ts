import { Dispatcher, install } from '@eventsource/core';
import { createTable, dynamoDb } from '@eventsource/dynamodb';
import { container } from 'tsyringe';
import { AddItem, Cart } from './carts.js';

/** A table of carts: one with three events, and others with one each. */
export async function cartTable(endpoint: string, table: string, others: number): Promise<void> {
  await createTable({ table, endpoint });
  const app = container.createChildContainer();
  install(app, { aggregates: [Cart] }, dynamoDb({ table, endpoint }));
  const dispatcher = app.resolve(Dispatcher);
  await dispatcher.dispatch(new AddItem('c-1', 'pen', 2), { metadata: { user: 'joe' } });
  await dispatcher.dispatch(new AddItem('c-1', 'red \u001b[31m ink', 1), { id: 'request-2' });
  await dispatcher.dispatch(new AddItem('c-1', 'pen', 500));
  for (let cart = 2; cart < others + 2; cart++) await dispatcher.dispatch(new AddItem(`c-${cart}`, 'ink', cart));
}

/** The path of the module that installs them. */
export const CARTS = new URL('./carts.js', import.meta.url).pathname;
