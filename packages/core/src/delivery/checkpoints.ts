import type { ConsumeOptions } from './consumer.js';

/** Where a consumer is in one stream. */
export interface Position {
  readonly consumer: string;
  readonly stream: string;
  /** The version up to which it has taken the stream's events; 0 at the beginning. */
  readonly version: number;
}

/** A consumer's move along one stream. */
export interface Move {
  readonly consumer: string;
  readonly stream: string;
  /** The version it was at: 0 at the beginning. */
  readonly from: number;
  /** Greater than `from`. */
  readonly to: number;
}

/** What is kept of a consumer and a stream. */
export interface Checkpoint {
  /** The version up to which the consumer has taken the stream; 0 when it has failed on the first event. */
  readonly version: number;
  /** How often it has failed since it reached this version. */
  readonly tries: number;
  /** The consumer has given up on this stream, until it is resumed. */
  readonly stopped: boolean;
}

/** A stream that a consumer has given up on. */
export interface StoppedStream {
  readonly stream: string;
  readonly version: number;
  readonly tries: number;
  /** It was resumed and has not been taken to its end yet: a redrive is under way, or has crashed. */
  readonly resumed: boolean;
}

/**
 * Keeps how far each consumer has come in each stream, across processes: every change is one conditional write. To write an
 * adapter, implement this and run `checkpointsContract` of `@eventsource/testing` on it.
 *
 * `Transaction` is what an adapter offers for writes that belong to a move: those of a read model that lies in the same
 * database. The move and these writes are then made together or not at all, so that each event takes effect once.
 */
export interface Checkpoints<Transaction = unknown> {
  /** Reads consistently; streams that are new to the consumer have no entry. Takes any number of streams. */
  read(
    consumer: string,
    streams: readonly string[],
    options?: ConsumeOptions,
  ): Promise<ReadonlyMap<string, Checkpoint>>;

  /**
   * Runs the work, then moves: together with what the work wrote to the transaction, all or nothing. Forgets the tries.
   *
   * @throws {CheckpointMovedError} when the consumer is not at `from` any more, or the stream is stopped. Nothing has moved,
   * and nothing was written.
   * @throws what the work throws. Nothing has moved, and nothing was written.
   */
  move(move: Move, work: (transaction: Transaction) => Promise<void>, options?: ConsumeOptions): Promise<void>;

  /**
   * Counts a try that has failed at this version.
   *
   * @returns the tries so far, this one included; 0 when the consumer is not at this version any more, or is stopped.
   */
  fail(position: Position, options?: ConsumeOptions): Promise<number>;

  /**
   * Marks the stream as stopped for the consumer. Only `resume` undoes that.
   *
   * @returns whether it is stopped at this version, by this call or an earlier one; false when the consumer is at
   * another version by now, so that nothing has changed.
   */
  stop(position: Position, options?: ConsumeOptions): Promise<boolean>;

  /**
   * Lets the consumer continue with a stopped stream, and forgets the tries. The position stays. The stream stays on
   * the list of `stopped` until it is settled, so that it is found again if its redrive crashes. Does nothing to a
   * stream that is not stopped.
   */
  resume(consumer: string, stream: string, options?: ConsumeOptions): Promise<void>;

  /**
   * Takes a stream off the list of `stopped` once it was taken to its end, provided that it was resumed and not stopped
   * since.
   */
  settle(consumer: string, stream: string, options?: ConsumeOptions): Promise<void>;

  /** The streams that were stopped for the consumer and are not settled, in any order. */
  stopped(consumer: string, options?: ConsumeOptions): AsyncIterable<StoppedStream>;

  /**
   * Forgets everything about the consumer: its positions, its tries and which of its streams are stopped. It then begins at
   * the first event of each stream, so that a read model which was lost can be built again.
   *
   * End the deliveries to the consumer and empty its read model first: what was written there is written again. A
   * delivery that still runs notices with its next move. If it fails part-way, some positions are left: call it again.
   *
   * @returns how many streams were forgotten.
   * @throws the signal's reason.
   */
  reset(consumer: string, options?: ConsumeOptions): Promise<number>;
}
