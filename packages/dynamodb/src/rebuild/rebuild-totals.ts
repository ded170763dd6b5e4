/** What a rebuild has read so far. */
export interface RebuildTotals {
  readonly streams: number;
  readonly items: number;
  readonly events: number;
  /** The size of all items as DynamoDB counts it. */
  readonly bytes: number;
  /** Read units that DynamoDB charged for them. */
  readonly units: number;
  /** Streams that a consumer could not take, once for each of these consumers. */
  readonly failures: number;
}

export const NOTHING_REBUILT: RebuildTotals = { streams: 0, items: 0, events: 0, bytes: 0, units: 0, failures: 0 };

export const plusRebuilt = (totals: RebuildTotals, more: Partial<RebuildTotals>): RebuildTotals => ({
  streams: totals.streams + (more.streams ?? 0),
  items: totals.items + (more.items ?? 0),
  events: totals.events + (more.events ?? 0),
  bytes: totals.bytes + (more.bytes ?? 0),
  units: totals.units + (more.units ?? 0),
  failures: totals.failures + (more.failures ?? 0),
});
