import type { CacheMode } from '../decorators/aggregate.js';
import type { CommandContext, EventMetadata } from '../decorators/context.js';
import type { AggregateDescription } from '../description/aggregate-description.js';
import type { CommandId } from '../identity/command-id.js';

/** One command, or one import, for one stream. */
export interface Work {
  readonly description: AggregateDescription;
  readonly aggregateId: string;
  readonly tenant: string | undefined;
  readonly stream: string;
  /** Tells streams of the same name in the stores of different tenants apart, in caches and queues. */
  readonly key: string;
  readonly id: CommandId;
  /** The method that decides: `order.ship`. */
  readonly handler: string;
  /** Returns what to emit or throws to reject; called again whenever the state turns out to have been stale. */
  readonly decide: (aggregate: object, context: CommandContext) => unknown;
  /** Absent of an import. */
  readonly command?: object;
  readonly metadata: EventMetadata;
  readonly cache: CacheMode;
  readonly expectedVersion: number | undefined;
}
