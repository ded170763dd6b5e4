import type { DependencyContainer } from 'tsyringe';
import type { Mistakes } from '../description/mistakes.js';
import { Dispatcher } from '../dispatch/dispatcher.js';
import type { Module } from './module.js';

/** Checks what the modules bring beside their aggregates. */
export function checkModule(
  { store, cachedAggregates = 1 }: Module,
  container: DependencyContainer,
  mistakes: Mistakes,
): void {
  if (container.isRegistered(Dispatcher)) {
    mistakes.add(
      'already-installed',
      'install',
      'this container holds an application: install all modules at once, or use a child container.',
    );
  }
  if (!store) {
    mistakes.add(
      'store-missing',
      'install',
      'no module brings a store: add dynamoDb({ table }), or { store: new MemoryStore() } in tests.',
    );
  }
  if (!Number.isInteger(cachedAggregates) || cachedAggregates < 1) {
    mistakes.add(
      'cache-size',
      'install',
      `cachedAggregates is ${cachedAggregates}: use a whole number from 1; @Aggregate(name, { cache: 'bypass' }) keeps none.`,
    );
  }
}
