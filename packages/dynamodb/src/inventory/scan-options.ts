import type { DynamoDbOptions } from '../options.js';
import type { Segment } from '../reading/segment.js';
import type { Timer } from '../reading/timer.js';

/** What a reading of a whole table has counted so far. */
export interface ScanProgress {
  /** Streams that have been read to their end. */
  readonly streams: number;
  readonly items: number;
  readonly bytes: number;
  /** Read units that DynamoDB charged. */
  readonly units: number;
}

export type ScanOptions = DynamoDbOptions & {
  /**
   * Read units to take in a second at most, one page apart. Default: 1000, a third of what DynamoDB gives one of its
   * partitions. A unit reads 8 KB here.
   */
  readonly readUnitsPerSecond?: number | undefined;
  /** Read one of several parts only. Default: the whole table. */
  readonly segment?: Segment | undefined;
  /** Called after each page. What it throws ends the reading. */
  readonly onProgress?: ((progress: ScanProgress) => void) | undefined;
  /** Ends requests and waits at once. */
  readonly signal?: AbortSignal | undefined;
  /** Default: real time. */
  readonly timer?: Timer | undefined;
};
