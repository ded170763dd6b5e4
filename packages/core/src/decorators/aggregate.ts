import { Metadata } from '../metadata/metadata.js';
import { assertExperimental } from './experimental.js';

/**
 * How a command uses the aggregate that an earlier one left in memory.
 * - `'use'`: decides on it; the conditional write proves that it was current. One request for a command.
 * - `'refresh'`: reads newer events first. Two requests, and no decision has to be repeated because the state was
 *   stale.
 * - `'bypass'`: loads the aggregate afresh, and keeps nothing in memory.
 */
export type CacheMode = 'use' | 'refresh' | 'bypass';

export interface SnapshotOptions {
  /** Events between two snapshots, at least 1. A load reads about as many. */
  readonly every: number;
  /**
   * Identifies the shape of the state. Default: a fingerprint of the aggregate's code, so that after most changes loads
   * ignore old snapshots, which costs reads and is always right. Set it to keep snapshots across changes that you know
   * do not matter.
   */
  readonly version?: string | undefined;
}

export interface AggregateOptions {
  /** Off by default. */
  readonly snapshot?: SnapshotOptions | undefined;
  /** Default `'use'`. */
  readonly cache?: CacheMode | undefined;
}

export interface AggregateDeclaration extends AggregateOptions {
  readonly name: string;
}

export const aggregateMetadata = new Metadata<AggregateDeclaration>('aggregate');

/**
 * Makes a class an aggregate. Its streams are stored as `<name>:<aggregate id>`, so the name holds no `:` and must
 * never change. The class is built with `new` and no arguments: services are injected into handlers.
 *
 * @example
 * @Aggregate('order', { snapshot: { every: 20 } })
 * class Order { … }
 */
export function Aggregate(
  name: string,
  options: AggregateOptions = {},
): (target: new () => object, standard?: undefined) => void {
  return (target, standard) => {
    assertExperimental('Aggregate', standard);
    aggregateMetadata.set(target, { ...options, name });
  };
}
