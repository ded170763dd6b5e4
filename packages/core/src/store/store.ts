import type { Commit, Snapshot, StoredCommit } from '../commit/commit.js';

/** One request that a store sent, for counting. */
export interface StoreRequest {
  /** What the database calls it: `'Query'`, `'PutItem'`. */
  readonly operation: string;
  /** How many times it was sent: more than one when the database's client tried again. */
  readonly attempts: number;
  /** Read units that the database charged. */
  readonly readUnits: number;
  /** Write units that the database charged. */
  readonly writeUnits: number;
}

export interface RequestOptions {
  /** Ends the request, and the wait for it, at once. */
  readonly signal?: AbortSignal | undefined;
  /** Called after each request, failed ones included. */
  readonly onRequest?: ((request: StoreRequest) => void) | undefined;
}

/** The snapshots a caller can use, and how often they are taken. */
export interface UsableSnapshots {
  readonly fingerprint: string;
  /** Events between two snapshots: how far back the first read needs to reach. */
  readonly every: number;
}

export interface LoadOptions extends RequestOptions {
  /** Start from the newest snapshot with this fingerprint, if there is one near enough. Without it, from version 1. */
  readonly snapshots?: UsableSnapshots | undefined;
  /** Only commits that begin after this version. Excludes `snapshots`. */
  readonly after?: number | undefined;
  /** Only commits that begin at or before this version, and no newer snapshot. */
  readonly upTo?: number | undefined;
}

/** What a load yields: the snapshot it starts from, if any, then the commits after it, oldest first. */
export interface History {
  readonly snapshot?: Snapshot;
  /**
   * Read page by page while it is iterated, so that a stream of any length takes bounded memory. May be iterated once;
   * rejects with the errors of {@link Store.load}.
   */
  readonly pages: AsyncIterable<readonly StoredCommit[]>;
}

/**
 * Keeps streams. A stream is all events of one aggregate, at the versions 1, 2, 3 … without gaps.
 *
 * Reads are strongly consistent: what was appended before a read began is seen by it. To write an adapter, implement this
 * and run `storeContract` of `@eventsource/testing` on it.
 */
export interface Store {
  /**
   * Loads a stream's history; an empty one for a stream that does not exist.
   *
   * @throws {MalformedStreamError} when something that is stored is not a commit. Gaps between commits are found by the
   * repository.
   * @throws {StoreUnavailableError | ThrottledError} when it cannot be read. A failed load is never an empty history.
   */
  load(stream: string, options?: LoadOptions): Promise<History>;

  /** The commit whose first record has this version, or `undefined` when no commit begins there. Throws as `load` does. */
  read(stream: string, version: number, options?: RequestOptions): Promise<StoredCommit | undefined>;

  /**
   * Appends every record or none. Of several appends that follow the same version exactly one succeeds.
   *
   * A snapshot that does not fit beside its records is left out: that never fails an append.
   *
   * @returns whether the snapshot, if there was one, is stored.
   * @throws {ConcurrencyError} when the slot `after + 1` is taken, with the commit in it where the store sees it. The
   * commit in the slot may be this very one, stored by an earlier try whose answer was lost: the repository checks.
   * @throws {CommitTooLargeError | InvalidStreamError} when it can never be stored.
   * @throws {AppendUnansweredError} when it may or may not have been stored, or may still be.
   * @throws {StoreUnavailableError | ThrottledError} or any other error only when this append is not stored and never
   * will be.
   */
  append(commit: Commit, options?: RequestOptions): Promise<Appended>;
}

/** A store that can append to several streams at once. */
export interface TransactionalStore extends Store {
  /**
   * Appends several commits, each to another stream, all or none. Throws as `append` does; a `ConcurrencyError` names a
   * stream whose slot is taken, or, without a winner, one that was being written to at the same time.
   */
  appendAll(commits: readonly Commit[], options?: RequestOptions): Promise<readonly Appended[]>;
}

export const isTransactional = (store: Store): store is TransactionalStore =>
  'appendAll' in store && typeof store.appendAll === 'function';

export interface Appended {
  /** False when the commit carried a snapshot that did not fit, or carried none. */
  readonly snapshotStored: boolean;
}
