import { Metadata } from '../metadata/metadata.js';
import { assertExperimental } from './experimental.js';

/**
 * How a command uses the aggregate that an earlier one left in memory.
 * - `'use'`: decides on it; the conditional write proves that it was current. One request for a command.
 * - `'refresh'`: reads what is newer first. Two requests, and no decision is ever made twice for being stale.
 * - `'bypass'`: loads the aggregate anew, and keeps nothing.
 */
export type CacheMode = 'use' | 'refresh' | 'bypass';

export interface SnapshotOptions {
  /** Events between two snapshots, at least 1. A load reads about as many. */
  readonly every: number;
  /**
   * Names the shape of the state. By default a fingerprint of the aggregate's code: most changes make old snapshots be
   * ignored, which costs reads and is always right. Set it to keep snapshots over changes that you know do not matter.
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
 * Makes a class an aggregate. Its streams are stored as `<name>:<aggregate id>`, so the name holds no `:` and must never
 * change. The class is built with `new` and no arguments: services come to handlers.
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
