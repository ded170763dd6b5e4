import type { AggregateCache } from '../aggregate/aggregate-cache.js';
import type { Loader } from '../aggregate/aggregate-loader.js';
import type { CompanionSource } from '../companion/companion-source.js';
import type { Steps } from '../instrumentation/steps.js';
import type { Serializer } from '../serialization/serializer.js';
import type { Store } from '../store/store.js';
import type { Clock } from './clock.js';
import type { CommitWriter } from './commit-writer.js';
import type { RetryOptions } from './conflict-retry.js';
import type { StreamQueue } from './stream-queue.js';

/** What every execution on one store shares. */
export interface Engine {
  readonly store: Store;
  readonly serializer: Serializer;
  readonly loader: Loader;
  readonly writer: CommitWriter;
  readonly cache: AggregateCache;
  readonly queue: StreamQueue;
  readonly clock: Clock;
  readonly companions: readonly CompanionSource[];
  readonly retry: RetryOptions;
  readonly steps: Steps;
}
