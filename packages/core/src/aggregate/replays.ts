import type { AggregateDescription } from '../description/aggregate-description.js';
import type { StreamAddress, StreamNaming } from '../repository/stream-name.js';
import type { Serializer } from '../serialization/serializer.js';
import type { Snapshots } from '../snapshot/snapshots.js';
import type { Store } from '../store/store.js';
import { AggregateLoader, type Loader } from './aggregate-loader.js';
import { LiveAggregate } from './live-aggregate.js';
import { Replay } from './replay.js';

/** Reads an application's streams elsewhere than in its store: for tools. */
export class Replays {
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
  of(address: StreamAddress): Replay | undefined {
    const description = this.describe(address.aggregate);
    if (!description) return undefined;
    const live = new LiveAggregate(description, address.aggregateId, this.#naming(address));
    return new Replay(live, this.serializer, this.#snapshots.get(description));
  }
}
