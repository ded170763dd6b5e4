/** What a replay has done so far. */
export interface ReplayTotals {
  readonly files: number;
  /** Of the files, as they lie there. */
  readonly bytes: number;
  /** Lines that held events: with those that came twice. */
  readonly lines: number;
  /** Delivered, or passed over because the consumers had taken them. */
  readonly streams: number;
  /** Of them, each once. */
  readonly events: number;
  /**
   * Events that consumers have taken, each counted once for each of these consumers. What they had taken before the replay is
   * not among them, nor is what they took of a batch that was interrupted.
   */
  readonly taken: number;
  /** Streams that a consumer could not take, once for each of these consumers. */
  readonly failures: number;
  /** Streams that a consumer has given up on, now or before, and that were passed over. Likewise. */
  readonly stopped: number;
}
