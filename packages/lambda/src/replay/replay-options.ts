import type { Consumer, DeliveryFailedError, DeliveryOptions, DeliveryWait, Store } from '@eventsource/core';
import type { ReplayTotals } from './replay-totals.js';
import type { ReplaySource } from './source/replay-source.js';

/** How far a replay has come. */
export interface ReplayProgress {
  /** First all files are read and sorted; then streams are delivered. */
  readonly phase: 'reading' | 'delivering';
  readonly totals: ReplayTotals;
  readonly expected: {
    /** Of all files. */
    readonly bytes: number;
    /** Lines that are left to deliver; known when all files are read. */
    readonly lines: number | undefined;
  };
  /** Lines that were delivered, of those that are expected: duplicates are among them. */
  readonly delivered: number;
  /**
   * Pass it to another replay, later or in another process, to go on from here, provided that the positions of the
   * consumers outlive this process; undefined until a stream was delivered.
   */
  readonly checkpoint: string | undefined;
}

export interface ReplayOptions {
  /** See {@link tableExport} and {@link firehoseArchive}. */
  readonly from: ReplaySource;
  /** The consumers to bring up to date: `container.resolve(Projections).consumer(Balances)`. One reading serves all. */
  readonly consumers: readonly Consumer[];
  /** Where events that the files lack are loaded from. Without it, missing events are a {@link MissingEventsError}. */
  readonly store?: Pick<Store, 'load'> | undefined;
  /** Where commits go that a consumer cannot take, and how much it gets at once. */
  readonly delivery?: DeliveryOptions | undefined;
  /**
   * For temporary files, which take as much as all that is replayed does uncompressed, and at times as much again as 64 of
   * them, of `memory` each. Default: that of the machine.
   */
  readonly directory?: string | undefined;
  /**
   * How many bytes are held in memory before they go to a temporary file. What is read, merged and delivered comes on
   * top. Default: 64 MB.
   */
  readonly memory?: number | undefined;
  /** Go on from here: a `checkpoint` of an earlier replay of the same files to the same consumers. */
  readonly checkpoint?: string | undefined;
  /** Called every few thousand lines, and after each batch that was delivered. What it throws ends the replay. */
  readonly onProgress?: ((progress: ReplayProgress) => void) | undefined;
  /**
   * Called for each stream that a consumer cannot take; the other streams go on. Without it, the first such stream ends
   * the replay.
   */
  readonly onFailure?: ((failure: DeliveryFailedError) => void) | undefined;
  /** Called before each pause for a consumer whose database is, or may be, unavailable or throttling. */
  readonly onWait?: ((wait: DeliveryWait) => void) | undefined;
  /** Ends reading and waiting at once. */
  readonly signal?: AbortSignal | undefined;
  /** Waits this many milliseconds. Default: real time. */
  readonly pause?: ((milliseconds: number, signal?: AbortSignal) => Promise<void>) | undefined;
}
