import type { ConsumeOptions } from './consumer.js';

/** A consumer's move along one stream. */
export interface Move {
  readonly consumer: string;
  readonly stream: string;
  /** The version it was at: 0 at the beginning. */
  readonly from: number;
  readonly to: number;
}

/**
 * Keeps how far each consumer has come in each stream.
 *
 * `Transaction` is what an adapter offers for writes that belong to a move: those of a read model that lies in the same
 * database. The move and these writes are then made together or not at all, so that each event takes effect once.
 */
export interface Checkpoints<Transaction = unknown> {
  /** The versions that a consumer has reached; no entry for streams that it has not met. */
  read(consumer: string, streams: readonly string[], options?: ConsumeOptions): Promise<ReadonlyMap<string, number>>;

  /**
   * Runs the work, then moves: together with what the work wrote to the transaction, all or nothing.
   *
   * @throws {CheckpointMovedError} when the consumer is not at `from` any more: someone else has taken these events.
   * @throws what the work throws. Nothing has moved then.
   */
  move(move: Move, work: (transaction: Transaction) => Promise<void>, options?: ConsumeOptions): Promise<void>;
}
