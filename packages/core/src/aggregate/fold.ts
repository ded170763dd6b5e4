import type { Snapshot, StoredCommit } from '../commit/commit.js';
import type { Serializer } from '../serialization/serializer.js';
import { applyCommit } from './apply-commit.js';
import type { LiveAggregate } from './live-aggregate.js';
import type { SnapshotComparison, Snapshots } from './snapshots.js';

/**
 * Applies the events of one stream to a new aggregate, commit by commit, for tools that read the events themselves. It
 * holds one state and no commits, so memory does not grow with the stream.
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

  /** The name of the stream, as the application's `streamNaming` gives it. */
  get stream(): string {
    return this.#live.stream;
  }

  /** The version of the newest event applied; 0 before the first. */
  get version(): number {
    return this.#live.version.number;
  }

  /**
   * Applies the next commit of the stream; the first begins at version 1. Do not use the fold after a failure.
   *
   * @throws {MalformedStreamError} when it is not the next one.
   * @throws {MalformedRecordError | UnknownEventError | UnhandledEventError | EventHandlerError} when loading the
   * aggregate would fail the same way.
   */
  apply(commit: StoredCommit): void {
    applyCommit(this.#live, commit, this.#serializer);
  }

  /**
   * Compares a snapshot with the state that the events up to its version have led to.
   *
   * @throws {RangeError} when the snapshot is of another version than the last one applied.
   */
  compare(snapshot: Snapshot): SnapshotComparison {
    if (snapshot.version !== this.version) {
      throw new RangeError(
        `The snapshot of stream "${this.stream}" is of version ${snapshot.version}, but the last event applied is of version ${this.version}.`,
      );
    }
    return this.#snapshots?.compare(this.#live, snapshot) ?? { result: 'ignored' };
  }
}
