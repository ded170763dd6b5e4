import 'reflect-metadata';
import { install, MemoryStore, plainIds, Repository } from '@eventsource/core';
import { container } from 'tsyringe';
import { Order } from '../../../examples/go-library/order.js';

/** The repository of an application that continues a table of the Go library. */
export async function repository(): Promise<Repository> {
  const app = container.createChildContainer();
  install(app, { aggregates: [Order], streamNaming: plainIds, store: new MemoryStore() });
  return app.resolve(Repository);
}
