import type { Repository, StreamAddress } from '@eventsource/core';
import type { DynamoDbOptions } from '../options.js';
import type { Segment } from '../reading/segment.js';
import type { Timer } from '../reading/timer.js';
import type { VerifyTotals } from './verify-totals.js';

/** How far a verification has come. */
export interface VerifyProgress {
  readonly totals: VerifyTotals;
  /** Pass it to another verification, later or in another process, to go on from here. */
  readonly checkpoint: string;
}

export type VerifyOptions = DynamoDbOptions & {
  /**
   * The application whose events the table holds. The streams of its aggregates are folded, to find what its classes
   * cannot apply and snapshots that are wrong. Without it, records only need to be JSON of the form `{"t","d"}`.
   */
  readonly repository?: Repository | undefined;
  /**
   * The aggregate whose stream a key is; undefined for none. Default: the inverse of `defaultNaming`. With another
   * `streamNaming`, `plainIds` say, give its inverse: `(key) => ({ aggregate: 'order', aggregateId: key })`. An address
   * for which the application has another stream name is ignored.
   */
  readonly addressOf?: ((key: string) => StreamAddress | undefined) | undefined;
  /**
   * Read units to take in a second at most, one page apart. Default: 1000, a third of what DynamoDB gives one of its
   * partitions. A unit reads 4 KB, strongly consistent.
   */
  readonly readUnitsPerSecond?: number | undefined;
  /** The share of DynamoDB's 400 KB at which the size of an item becomes a finding, up to 1. Default: 0.8. */
  readonly nearLimit?: number | undefined;
  /** Go on from here: a `checkpoint` of an earlier verification of the same table and segment. */
  readonly checkpoint?: string | undefined;
  /** Read one of several parts only. Default: the whole table. */
  readonly segment?: Segment | undefined;
  /** Called after each page. What it throws ends the verification. */
  readonly onProgress?: ((progress: VerifyProgress) => void) | undefined;
  /** Ends requests and waits at once. */
  readonly signal?: AbortSignal | undefined;
  /** Default: real time. */
  readonly timer?: Timer | undefined;
};
