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
      'this container already holds an application: install all modules at once, or use a child container.',
    );
  }
  if (!aggregates.every(isConstructor)) {
    mistakes.add(
      'aggregate-undecorated',
      'install',
      'one of the aggregates is not a class: it may not be defined yet because two files import each other.',
    );
  }
  if (!store) {
    mistakes.add(
      'store-missing',
      'install',
      'no module provides a store: add dynamoDb({ table }) of @eventsource/dynamodb, or { store: new MemoryStore() } in tests.',
    );
  }
  if (!Number.isInteger(cachedAggregates) || cachedAggregates < 1) {
    mistakes.add(
      'cache-size',
      'install',
      `The option "cachedAggregates" of a module is ${cachedAggregates}: it must be a whole number of at least 1; to cache none, use @Aggregate(name, { cache: 'bypass' }).`,
    );
  }
}
