import type { ReadItem } from '../reading/read-item.js';
import type { CopyTotals } from './copy-totals.js';

/** Where a copy goes. */
export interface Target {
  /** What tells it from every other target. */
  readonly identity: string;
  /** Streams that it takes at the same time. */
  readonly concurrency: number;
  /** Whether a copy can be gone on with after an interruption. */
  readonly resumable: boolean;
  /** @param after the partition up to which the stream is copied already. */
  begin(key: string, after: string | undefined): TargetStream;
  /** Everything has been taken. @returns what is to be counted beside. */
  finish(): Promise<Partial<CopyTotals>>;
  /** Called in any case, also when the copy failed. */
  close(): Promise<void>;
}

/** One stream in the target. */
export interface TargetStream {
  /**
   * Takes the next items, which bear the target's name of the stream already.
   *
   * @throws {CopyConflictError} when it holds something else.
   */
  take(items: readonly ReadItem[]): Promise<Partial<CopyTotals>>;
}
