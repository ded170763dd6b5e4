import type { Snapshot, StoredCommit } from '../commit/commit.js';
import type { Serializer } from '../serialization/serializer.js';
import { applyCommit } from './apply-commit.js';
import type { LiveAggregate } from './live-aggregate.js';
import type { SnapshotComparison, Snapshots } from './snapshots.js';

/**
 * Applies the events of one stream to a new aggregate, commit by commit, for a tool that reads them by itself. It holds one
 * state and none of the commits, however long the stream.
 */
export class Fold {
  readonly #live: LiveAggregate;
  readonly #serializer: Serializer;
  readonly #snapshots: Snapshots | undefined;

  /** @internal `Repository.fold` makes it. */
  constructor(live: LiveAggregate, serializer: Serializer, snapshots: Snapshots | undefined) {
    this.#live = live;
    this.#serializer = serializer;
    this.#snapshots = snapshots;
  }

  /** The stream, as the application's naming names it. */
  get stream(): string {
    return this.#live.stream;
  }

  /** Of the newest event applied; 0 before the first. */
  get version(): number {
    return this.#live.version.number;
  }

  /**
   * Applies the next commit of the stream; the first begins at version 1. After a failure it is of no more use.
   *
   * @throws {MalformedStreamError} when it is not the next one.
   * @throws {MalformedRecordError | UnknownEventError | UnhandledEventError | EventHandlerError} when a load of the
   * aggregate would fail so.
   */
  apply(commit: StoredCommit): void {
    applyCommit(this.#live, commit, this.#serializer);
  }

  /**
   * Compares a snapshot with the state that the events up to its version have led to.
   *
   * @throws {RangeError} when the snapshot is not of the version that was applied last.
   */
  compare(snapshot: Snapshot): SnapshotComparison {
    if (snapshot.version !== this.version) {
      throw new RangeError(`A snapshot of version ${snapshot.version} is not that of version ${this.version}.`);
    }
    return this.#snapshots?.compare(this.#live, snapshot) ?? { result: 'ignored' };
  }
}
