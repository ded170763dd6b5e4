import type { Consumer, DeliveryFailedError, DeliveryOptions } from '@eventsource/core';
import type { DynamoDbOptions } from '../options.js';
import type { Timer } from '../reading/timer.js';
import type { RebuildTotals } from './rebuild-totals.js';

/** How far a rebuild has come. */
export interface RebuildProgress {
  readonly totals: RebuildTotals;
  /** What the table holds, as DynamoDB counted it some hours ago; undefined where it does not say. */
  readonly expected: { readonly items: number } | undefined;
  /** To go on from here, another time or in another process, where the positions of the consumers outlive this one. */
  readonly checkpoint: string;
}

/** A rebuild waits, because something is away or throttling, or may be. */
export interface RebuildWait {
  /** What is waited for; undefined where it is the table that is read. */
  readonly consumer?: string | undefined;
  readonly error: unknown;
  /** Until the next try. */
  readonly milliseconds: number;
}

export type RebuildOptions = DynamoDbOptions & {
  /** What is to be brought up to date: `container.resolve(Projections).consumer(Balances)`. One reading serves all. */
  readonly consumers: readonly Consumer[];
  /** Where commits go that a consumer cannot take, and how much it gets at once. */
  readonly delivery?: DeliveryOptions | undefined;
  /**
   * Parts of the table that are read side by side, up to 1,000. Default: those of the checkpoint, else 4, and no more than the
   * units in a second.
   */
  readonly segments?: number | undefined;
  /**
   * Read units to take in a second, all segments together. Default: 1000, a third of what DynamoDB gives one of its
   * partitions. A unit reads 4 KB, strongly consistent. What a consumer reads and writes is not limited by it.
   */
  readonly readUnitsPerSecond?: number | undefined;
  /** Go on from here: a `checkpoint` of an earlier rebuild of the same table for the same consumers. */
  readonly checkpoint?: string | undefined;
  /** Called after each page that was delivered. What it throws ends the rebuild. */
  readonly onProgress?: ((progress: RebuildProgress) => void) | undefined;
  /** Called for each stream that a consumer cannot take; all else goes on. Without it, the first one ends the rebuild. */
  readonly onFailure?: ((failure: DeliveryFailedError) => void) | undefined;
  /** Called before each pause for what has to pass. */
  readonly onWait?: ((wait: RebuildWait) => void) | undefined;
  /** Ends requests and waits at once. */
  readonly signal?: AbortSignal | undefined;
  /** Default: real time. */
  readonly timer?: Timer | undefined;
};
