import type { StoredCommit } from '../commit/commit.js';
import { EventSourceError } from './event-source-error.js';

/**
 * Someone else appended first. The dispatcher loads the aggregate and decides again by itself; this error reaches a
 * caller only after its retries are used up, and then nothing of the command is stored: dispatch it again later.
 */
export class ConcurrencyError extends EventSourceError {
  override readonly name = 'ConcurrencyError';

  /**
   * @param expectedVersion the version that the append followed.
   * @param winner the commit found in the slot `expectedVersion + 1`, when the store saw it.
   */
  constructor(
    readonly stream: string,
    readonly expectedVersion: number,
    readonly winner?: StoredCommit,
    options?: ErrorOptions,
  ) {
    super(`Stream "${stream}" is no longer at version ${expectedVersion}: another commit came first.`, options);
  }
}
