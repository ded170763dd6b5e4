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
  /** Streams that a consumer could not take, once for each of these consumers. */
  readonly failures: number;
}
