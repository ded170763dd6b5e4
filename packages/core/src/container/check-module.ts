import type { DependencyContainer } from 'tsyringe';
import type { Mistakes } from '../description/mistakes.js';
import { Dispatcher } from '../dispatch/dispatcher.js';
import { isConstructor } from '../metadata/class.js';
import type { Module } from './module.js';

/** Checks what the modules bring beside their aggregates. */
export function checkModule(
  { aggregates = [], store, cachedAggregates = 1 }: Module,
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
  if (!aggregates.every(isConstructor)) {
    mistakes.add(
      'aggregate-undecorated',
      'install',
      'what it is given as an aggregate is no class: perhaps one that was not there yet, from a file that imports this one.',
    );
  }
  if (!store) {
    mistakes.add(
      'store-missing',
      'install',
      'no module brings a store: add dynamoDb({ table }) of @eventsource/dynamodb, or { store: new MemoryStore() } in tests.',
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
