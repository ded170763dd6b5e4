/** What a replay has done so far. */
export interface ReplayTotals {
  readonly files: number;
  /** The size of the files, as they are stored. */
  readonly bytes: number;
  /** Lines that held events, duplicates included. */
  readonly lines: number;
  /** Streams that were delivered, or skipped because the consumers had taken them. */
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
  /**
   * Streams that were skipped because a consumer has given up on them, now or before, once for each of these consumers.
   */
  readonly stopped: number;
}
