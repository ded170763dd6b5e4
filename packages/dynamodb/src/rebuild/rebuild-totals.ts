/** What a rebuild has read and delivered so far. */
export interface RebuildTotals {
  readonly streams: number;
  readonly items: number;
  readonly events: number;
  /**
   * Events that consumers have taken, each counted once for each of these consumers. What they had taken before the rebuild
   * is not among them, nor is what they took of a page that was interrupted.
   */
  readonly taken: number;
  /** The size of all items as DynamoDB counts it. */
  readonly bytes: number;
  /** Read units that DynamoDB charged for them. */
  readonly units: number;
  /** Streams that a consumer could not take, once for each of these consumers. */
  readonly failures: number;
  /**
   * Streams that were skipped because a consumer has given up on them, now or before, once for each of these consumers.
   */
  readonly stopped: number;
}

export const NOTHING_REBUILT: RebuildTotals = {
  streams: 0,
  items: 0,
  events: 0,
  taken: 0,
  bytes: 0,
  units: 0,
  failures: 0,
  stopped: 0,
};

export const plusRebuilt = (totals: RebuildTotals, more: Partial<RebuildTotals>): RebuildTotals => ({
  streams: totals.streams + (more.streams ?? 0),
  items: totals.items + (more.items ?? 0),
  events: totals.events + (more.events ?? 0),
  taken: totals.taken + (more.taken ?? 0),
  bytes: totals.bytes + (more.bytes ?? 0),
  units: totals.units + (more.units ?? 0),
  failures: totals.failures + (more.failures ?? 0),
  stopped: totals.stopped + (more.stopped ?? 0),
});
