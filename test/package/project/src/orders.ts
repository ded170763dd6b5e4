import { Dispatcher, install, MemoryStore, type Module, Repository } from '@eventsource/core';
import { dynamoDb } from '@eventsource/dynamodb';
import { openTelemetry } from '@eventsource/opentelemetry';
import { container } from 'tsyringe';
import { CreateOrder, ShipOrder } from './messages.js';
import { Order } from './order.js';

/** Nothing is sent before a command is dispatched: this only shows that the module can be made. */
export const production: Module = dynamoDb({ table: 'orders', region: 'eu-central-1' });

export const inMemory: Module = {
  store: new MemoryStore(),
  clock: { now: () => new Date('2026-01-02T03:04:05Z') },
};

/** Creates and ships an order, then reads it from the store. */
export async function shipOneOrder(): Promise<string> {
  install(container.createChildContainer(), { aggregates: [Order] }, production);
  const application = container.createChildContainer();
  install(application, { aggregates: [Order] }, inMemory, openTelemetry());
  const dispatcher = application.resolve(Dispatcher);
  await dispatcher.dispatch(new CreateOrder('o-1', 'Joe Public'));
  const { version } = await dispatcher.dispatch(new ShipOrder('o-1', 'DHL'));
  const { aggregate } = await application.resolve(Repository).load(Order, 'o-1');
  return `Order o-1 [version ${version}] shipped ${aggregate.shippedAt}`;
}
