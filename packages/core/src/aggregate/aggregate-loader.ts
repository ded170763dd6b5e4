import type { AggregateDescription } from '../description/aggregate-description.js';
import type { Serializer } from '../serialization/serializer.js';
import type { History, RequestOptions, Store } from '../store/store.js';
import { applyCommit } from './apply-commit.js';
import { LiveAggregate } from './live-aggregate.js';
import type { Snapshots } from './snapshots.js';

export interface AggregateReadOptions extends RequestOptions {
  /** Nothing newer than this version. */
  readonly upTo?: number | undefined;
}

/** Brings aggregates into memory. */
export interface Loader {
  load(
    description: AggregateDescription,
    id: string,
    stream: string,
    options: AggregateReadOptions,
  ): Promise<LiveAggregate>;
  /** Applies what is newer. A failure leaves a state that must not be used any more. @returns whether anything was. */
  refresh(live: LiveAggregate, options: RequestOptions): Promise<boolean>;
}

/** Loads a snapshot, if there is one, and the events after it. */
export class AggregateLoader implements Loader {
  readonly #store: Store;
  readonly #serializer: Serializer;
  readonly #snapshots: ReadonlyMap<AggregateDescription, Snapshots>;

  constructor(store: Store, serializer: Serializer, snapshots: ReadonlyMap<AggregateDescription, Snapshots>) {
    this.#store = store;
    this.#serializer = serializer;
    this.#snapshots = snapshots;
  }

  async load(
    description: AggregateDescription,
    id: string,
    stream: string,
    options: AggregateReadOptions,
  ): Promise<LiveAggregate> {
    const snapshots = this.#snapshots.get(description);
    const live = new LiveAggregate(description, id, stream);
    const history = await this.#store.load(stream, { ...options, snapshots: snapshots?.usable });
    if (!history.snapshot || snapshots?.restore(live, history.snapshot)) {
      await this.#applyAll(live, history, options.upTo);
      return live;
    }
    const whole = new LiveAggregate(description, id, stream);
    await this.#applyAll(whole, await this.#store.load(stream, options), options.upTo);
    return whole;
  }

  async refresh(live: LiveAggregate, options: RequestOptions): Promise<boolean> {
    const before = live.version.number;
    await this.#applyAll(live, await this.#store.load(live.stream, { ...options, after: before }));
    return live.version.number > before;
  }

  async #applyAll(live: LiveAggregate, history: History, upTo = Infinity): Promise<void> {
    for await (const page of history.pages) {
      for (const commit of page) applyCommit(live, commit, this.#serializer, upTo);
    }
  }
}
