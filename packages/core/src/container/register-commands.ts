import type { DependencyContainer } from 'tsyringe';
import { AggregatesByName } from '../aggregate/aggregates-by-name.js';
import { Dispatcher } from '../dispatch/dispatcher.js';
import type { Engines } from '../execution/engines.js';
import { Observers } from '../repository/observer.js';
import { Repository } from '../repository/repository.js';
import { given, type Module } from './module.js';
import type { Parts } from './parts.js';

/** Registers what takes commands to their aggregates. */
export function registerCommands(
  container: DependencyContainer,
  module: Module,
  engines: Engines,
  { aggregates, serializer, snapshots, naming, ids, report }: Parts,
): void {
  const observers = (module.observers ?? []).map((observer) => given(observer, container));
  const repository = new Repository({
    aggregates,
    engines,
    naming,
    ids,
    observers: new Observers(observers, report),
    byName: new AggregatesByName(aggregates, serializer, snapshots, naming),
  });
  container.registerInstance(Repository, repository);
  const { middleware = [] } = module;
  container.registerInstance(Dispatcher, new Dispatcher({ aggregates, repository, middleware, ids, container }));
}
