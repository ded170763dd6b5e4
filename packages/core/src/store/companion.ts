import type { Commit } from '../commit/commit.js';
import type { Appended, RequestOptions, Store } from './store.js';

/**
 * A change outside of all streams that belongs to a commit: both are made or neither is. A reservation of a unique value is
 * one.
 *
 * A store that knows this kind of companion takes it into its transaction: see {@link CompanionStore}. For every other store
 * the change is begun before the commit is appended, and kept or undone after it; a crash in between leaves it begun.
 */
export interface Companion {
  /** What it changes, for errors and reports. No two companions of one command may change the same thing. */
  readonly target: string;

  /**
   * Makes the change by itself.
   *
   * @throws {CompanionRefusedError} when it must not be made.
   */
  begin(options: RequestOptions): Promise<BegunChange>;
}

/** A change that was made before its commit. */
export interface BegunChange {
  /** The commit is stored: does what had to wait for that. */
  keep(options: RequestOptions): Promise<void>;
  /** The commit is not stored and never will be. Takes the change back, unless others have built on it since. */
  undo(options: RequestOptions): Promise<void>;
}

/** A store whose transactions take companions, too. */
export interface CompanionStore extends Store {
  /**
   * Appends the commits, each to another stream, and makes the changes of the companions: all of it or nothing. Throws as
   * `appendAll` of a {@link TransactionalStore} does.
   *
   * @throws {CompanionRefusedError} when a change must not be made. Nothing is stored.
   * @throws {TransactionsUnsupportedError} when this store does not know the kind of a companion. Nothing was sent.
   */
  appendWith(
    commits: readonly Commit[],
    companions: readonly Companion[],
    options?: RequestOptions,
  ): Promise<readonly Appended[]>;
}

export const takesCompanions = (store: Store): store is CompanionStore =>
  'appendWith' in store && typeof store.appendWith === 'function';
