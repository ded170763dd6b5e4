/**
 * The outcome of a batch, for all consumers together. A stream that continues in later batches is listed in the first
 * only.
 */
export interface Delivered {
  /** Events of this batch that consumers have taken now, without those they had taken before. */
  readonly taken: number;
  /** Streams that a consumer could not take, once for each of these consumers. */
  readonly failed: readonly string[];
  /**
   * Streams that were skipped because a consumer has given up on them, now or before, once for each of these consumers.
   */
  readonly stopped: readonly string[];
}
