import type { DependencyContainer } from 'tsyringe';
import { AggregateCache } from '../aggregate/aggregate-cache.js';
import { AggregateLoader, type Loader } from '../aggregate/aggregate-loader.js';
import { Replays } from '../aggregate/replays.js';
import type { Class } from '../decorators/class.js';
import { isConstructor } from '../decorators/class.js';
import type { AggregateDescription } from '../description/aggregate-description.js';
import { describeAggregate } from '../description/describe-aggregate.js';
import { Mistakes } from '../description/mistakes.js';
import { Dispatcher } from '../dispatch/dispatcher.js';
import { ConfigurationError } from '../errors/configuration-error.js';
import { CommitWriter } from '../execution/commit-writer.js';
import type { Engine } from '../execution/engine.js';
import { type Engines, SharedEngine, TenantEngines } from '../execution/engines.js';
import { StreamQueue } from '../execution/stream-queue.js';
import { unwatched, watchedBy } from '../instrumentation/steps.js';
import { WatchedLoader } from '../instrumentation/watched-loader.js';
import type { ProjectionDescription } from '../projection/projection-description.js';
import { Observers } from '../repository/observer.js';
import { type Reporter, warn } from '../repository/report.js';
import { Repository } from '../repository/repository.js';
import { defaultNaming } from '../repository/stream-name.js';
import { TenantStores } from '../repository/tenant-stores.js';
import { EventTypes } from '../serialization/event-types.js';
import { JsonSerializer } from '../serialization/json-serializer.js';
import type { Serializer } from '../serialization/serializer.js';
import { Snapshots } from '../snapshot/snapshots.js';
import type { Store } from '../store/store.js';
import { checkModule } from './check-module.js';
import { checkNeeds } from './check-needs.js';
import { systemClock } from './clock.js';
import { randomIds } from './id-source.js';
import { given, joined, type Module, type Provided } from './module.js';
import { registerDelivery } from './register-delivery.js';
import { validate } from './validate.js';
import { describeProjections } from './validate-projections.js';

const CACHED_AGGREGATES = 1000;

/**
 * Registers an application in a container: then `container.resolve(Dispatcher)` and `container.resolve(Repository)` are at
 * hand. Applications in different containers, child containers included, share nothing.
 *
 * @throws {ConfigurationError} listing every mistake in the decorated classes and modules.
 *
 * @example
 * install(container, { aggregates: [Order] }, dynamoDb({ table: 'orders' }));
 */
export function install(container: DependencyContainer, ...modules: readonly Module[]): void {
  const module = joined(modules);
  const mistakes = new Mistakes();
  checkModule(module, container, mistakes);
  const provided = container.createChildContainer();
  for (const service of module.services ?? []) service.register(provided);
  const aggregates = (module.aggregates ?? []).filter(isConstructor).map((type) => describeAggregate(type, mistakes));
  validate(aggregates, provided, mistakes);
  checkNeeds(aggregates, module.companions ?? [], mistakes);
  const known = new Set(aggregates.flatMap(({ events }) => [...events.keys()]));
  const projections = describeProjections(module, known, provided, mistakes);
  if (mistakes.list.length > 0 || !module.store) throw new ConfigurationError(mistakes.list);
  register(container, module, module.store, aggregates, projections);
}

function register(
  container: DependencyContainer,
  module: Module,
  providedStore: Provided<Store | TenantStores>,
  aggregates: readonly AggregateDescription[],
  projections: readonly ProjectionDescription[],
): void {
  for (const service of module.services ?? []) service.register(container);
  const types = new EventTypes(aggregates.flatMap(({ events }) => [...events.values()].map(({ event }) => event)));
  const serializer = module.serializer?.(types) ?? new JsonSerializer(types);
  const report = harmless(module.report ?? warn);
  const snapshots = snapshotsOf(aggregates, serializer);
  const steps = watchedBy(module.instrumentation ?? []);
  const watched = (loader: Loader): Loader => (steps === unwatched ? loader : new WatchedLoader(loader, steps));
  const shared = {
    serializer,
    cache: new AggregateCache(module.cachedAggregates ?? CACHED_AGGREGATES),
    queue: new StreamQueue(),
    clock: module.clock ?? systemClock,
    companions: module.companions ?? [],
    retry: module.retry ?? {},
    steps,
  };
  const engineOn = (store: Store): Engine => ({
    ...shared,
    store,
    loader: watched(new AggregateLoader(store, serializer, snapshots)),
    writer: new CommitWriter(store, serializer, snapshots, report, steps),
  });
  const byClass = new Map<Class, AggregateDescription>(
    aggregates.map((description) => [description.type, description]),
  );
  const observers = new Observers(
    (module.observers ?? []).map((observer) => given(observer, container)),
    report,
  );
  const ids = module.ids ?? randomIds;
  const naming = module.streamNaming ?? defaultNaming;
  const engines = enginesOf(given(providedStore, container), engineOn);
  const repository = new Repository(
    byClass,
    engines,
    naming,
    ids,
    observers,
    new Replays(aggregates, serializer, snapshots, naming),
  );
  container.registerInstance(Repository, repository);
  container.registerInstance(
    Dispatcher,
    new Dispatcher(aggregates, repository, module.middleware ?? [], ids, container),
  );
  registerDelivery(container, module, projections, { engines, serializer, naming, report });
}

const enginesOf = (stores: Store | TenantStores, engineOn: (store: Store) => Engine): Engines =>
  stores instanceof TenantStores ? new TenantEngines(stores, engineOn) : new SharedEngine(engineOn(stores));

function snapshotsOf(
  aggregates: readonly AggregateDescription[],
  { name }: Serializer,
): Map<AggregateDescription, Snapshots> {
  return new Map(
    aggregates.flatMap((description): [AggregateDescription, Snapshots][] => {
      const { snapshot } = description;
      return snapshot ? [[description, new Snapshots(description, snapshot.every, name, snapshot.version)]] : [];
    }),
  );
}

/** A reporter that fails, at once or later, has nowhere to report to. */
const harmless =
  (report: Reporter): Reporter =>
  (about) =>
    void Promise.resolve(about)
      .then(report)
      .catch(() => {});
