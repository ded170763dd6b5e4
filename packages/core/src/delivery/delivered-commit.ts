import type { StoredCommit } from '../commit/commit.js';

/** A commit on its way from a store to consumers. */
export interface DeliveredCommit extends StoredCommit {
  /** The stream that it belongs to. */
  readonly stream: string;
}
