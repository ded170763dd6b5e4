import type { AggregateDescription } from '../description/aggregate-description.js';
import { MalformedStreamError } from '../errors/malformed-stream-error.js';
import type { Serializer } from '../serialization/serializer.js';
import type { StoredCommit } from '../store/commit.js';
import type { History, RequestOptions, Store } from '../store/store.js';
import { LiveAggregate } from './live-aggregate.js';
import type { Snapshots } from './snapshots.js';

export interface AggregateReadOptions extends RequestOptions {
  /** Nothing newer than this version. */
  readonly upTo?: number;
}

/** Brings aggregates into memory: a snapshot, if there is one, and the events after it. */
export class AggregateLoader {
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
    const history = await this.#store.load(stream, { ...options, ...(snapshots && { snapshots: snapshots.usable }) });
    if (!history.snapshot || snapshots?.restore(live, history.snapshot)) {
      await this.#applyAll(live, history, options.upTo);
      return live;
    }
    const whole = new LiveAggregate(description, id, stream);
    await this.#applyAll(whole, await this.#store.load(stream, options), options.upTo);
    return whole;
  }

  /** Applies what is newer. A failure leaves a state that must not be used any more. @returns whether anything was. */
  async refresh(live: LiveAggregate, options: RequestOptions): Promise<boolean> {
    const before = live.version.number;
    await this.#applyAll(live, await this.#store.load(live.stream, { ...options, after: before }));
    return live.version.number > before;
  }

  async #applyAll(live: LiveAggregate, history: History, upTo = Infinity): Promise<void> {
    for await (const page of history.pages) for (const commit of page) this.#applyCommit(live, commit, upTo);
  }

  #applyCommit(live: LiveAggregate, commit: StoredCommit, upTo: number): void {
    const expected = live.version.number + 1;
    if (commit.first !== expected) {
      throw new MalformedStreamError(live.stream, expected, misplaced(commit));
    }
    const { location } = commit;
    for (const record of commit.records.slice(0, upTo - live.version.number)) {
      const position = { stream: live.stream, version: live.version.number + 1, location };
      live.apply(this.#serializer.deserialize(record, position));
    }
    live.recent.add(commit);
  }
}

const misplaced = ({ first, location }: StoredCommit): string =>
  `what comes next begins at version ${first}${location === undefined ? '' : ` (${location})`}.`;
