import type { AggregateDescription } from '../description/aggregate-description.js';
import type { Serializer } from '../serialization/serializer.js';
import type { Store } from '../store/store.js';
import type { StreamAddress, StreamNaming } from '../store/stream-name.js';
import { AggregateLoader, type Loader } from './aggregate-loader.js';
import { Fold } from './fold.js';
import { LiveAggregate } from './live-aggregate.js';
import type { Snapshots } from './snapshots.js';

/** An application's aggregates by their names: for tools, which read streams by other ways than the repository. */
export class AggregatesByName {
  readonly #aggregates: ReadonlyMap<string, AggregateDescription>;
  readonly #snapshots: ReadonlyMap<AggregateDescription, Snapshots>;
  readonly #naming: StreamNaming;

  constructor(
    aggregates: readonly AggregateDescription[],
    readonly serializer: Serializer,
    snapshots: ReadonlyMap<AggregateDescription, Snapshots>,
    naming: StreamNaming,
  ) {
    this.#aggregates = new Map(aggregates.map((description) => [description.name, description]));
    this.#snapshots = snapshots;
    this.#naming = naming;
  }

  /** @returns undefined when no installed aggregate has that name. */
  describe(aggregate: string): AggregateDescription | undefined {
    return this.#aggregates.get(aggregate);
  }

  /** A loader of the same aggregates, from another store. */
  loaderOn(store: Store): Loader {
    return new AggregateLoader(store, this.serializer, this.#snapshots);
  }

  /** @returns undefined when no installed aggregate has that name. */
  fold(address: StreamAddress): Fold | undefined {
    const description = this.describe(address.aggregate);
    if (!description) return undefined;
    const live = new LiveAggregate(description, address.aggregateId, this.#naming(address));
    return new Fold(live, this.serializer, this.#snapshots.get(description));
  }
}
