import type { Consumer, DeliveryFailedError, DeliveryOptions } from '@eventsource/core';
import type { DynamoDbOptions } from '../options.js';
import type { Timer } from '../reading/timer.js';
import type { RebuildTotals } from './rebuild-totals.js';

/** How far a rebuild has come. */
export interface RebuildProgress {
  readonly totals: RebuildTotals;
  /** What the table holds, as DynamoDB counted it some hours ago; undefined where DynamoDB does not say. */
  readonly expected: { readonly items: number } | undefined;
  /**
   * Pass it to another rebuild, later or in another process, to go on from here, provided that the positions of the
   * consumers outlive this process.
   */
  readonly checkpoint: string;
}

/** A wait of a rebuild, because something is, or may be, unavailable or throttling. */
export interface RebuildWait {
  /** The consumer that is waited for; undefined when it is the table. */
  readonly consumer?: string | undefined;
  readonly error: unknown;
  /** Time until the next try. */
  readonly milliseconds: number;
}

export type RebuildOptions = DynamoDbOptions & {
  /** The consumers to bring up to date: `container.resolve(Projections).consumer(Balances)`. One reading serves all. */
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
  /**
   * Called for each stream that a consumer cannot take; the other streams go on. Without it, the first such stream ends
   * the rebuild.
   */
  readonly onFailure?: ((failure: DeliveryFailedError) => void) | undefined;
  /** Called before each pause for something to recover. */
  readonly onWait?: ((wait: RebuildWait) => void) | undefined;
  /** Ends requests and waits at once. */
  readonly signal?: AbortSignal | undefined;
  /** Default: real time. */
  readonly timer?: Timer | undefined;
};
