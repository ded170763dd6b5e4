/** What became of a batch, all consumers together. A stream that goes on in other batches is told in the first of them. */
export interface Delivered {
  /** Events that consumers have taken now. What they had taken before is not among them. */
  readonly taken: number;
  /** Streams that a consumer could not take, once for each of these consumers. */
  readonly failed: readonly string[];
  /** Streams that a consumer has given up on, now or before, and that were passed over. Likewise. */
  readonly stopped: readonly string[];
}
