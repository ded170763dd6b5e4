import { Dispatcher, install, type Module, Repository, type Store } from '@eventsource/core';
import { container } from 'tsyringe';
import { Account } from './account.js';

/** An application of accounts in a container of its own: what another process would be. */
export function application(store: Store, ...modules: readonly Module[]) {
  const app = container.createChildContainer();
  install(app, { aggregates: [Account], store, retry: { within: 2000 } }, ...modules);
  return { dispatcher: app.resolve(Dispatcher), repository: app.resolve(Repository) };
}

/** What a promise rejects with. */
export async function rejection(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error('The promise was expected to reject.');
}
