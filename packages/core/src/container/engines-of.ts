import { AggregateCache } from '../aggregate/aggregate-cache.js';
import { AggregateLoader, type Loader } from '../aggregate/aggregate-loader.js';
import { systemClock } from '../execution/clock.js';
import { CommitWriter } from '../execution/commit-writer.js';
import type { Engine } from '../execution/engine.js';
import { type Engines, SharedEngine, TenantEngines } from '../execution/engines.js';
import { StreamQueue } from '../execution/stream-queue.js';
import { WatchedLoader } from '../execution/watched-loader.js';
import { unwatched, watchedBy } from '../instrumentation/steps.js';
import type { Store } from '../store/store.js';
import { TenantStores } from '../store/tenant-stores.js';
import type { Module } from './module.js';
import type { Parts } from './parts.js';

const CACHED_AGGREGATES = 1000;

/** What executes commands on the application's store, or on that of each tenant; these share cache and queue. */
export function enginesOf(stores: Store | TenantStores, module: Module, parts: Parts): Engines {
  const { serializer, snapshots, report } = parts;
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
  return stores instanceof TenantStores ? new TenantEngines(stores, engineOn) : new SharedEngine(engineOn(stores));
}
