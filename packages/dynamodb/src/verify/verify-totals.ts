/** What {@link verify} has read so far. */
export interface VerifyTotals {
  readonly streams: number;
  readonly items: number;
  readonly events: number;
  /** Snapshots found, whichever code took them. */
  readonly snapshots: number;
  /** Snapshots compared with the events they stand for. */
  readonly compared: number;
  /** The size of all items as DynamoDB counts it. */
  readonly bytes: number;
  /** Read units that DynamoDB charged, also for what had to be read twice. */
  readonly units: number;
}

export const NOTHING: VerifyTotals = { streams: 0, items: 0, events: 0, snapshots: 0, compared: 0, bytes: 0, units: 0 };

export const plus = (totals: VerifyTotals, more: Partial<VerifyTotals>): VerifyTotals => ({
  streams: totals.streams + (more.streams ?? 0),
  items: totals.items + (more.items ?? 0),
  events: totals.events + (more.events ?? 0),
  snapshots: totals.snapshots + (more.snapshots ?? 0),
  compared: totals.compared + (more.compared ?? 0),
  bytes: totals.bytes + (more.bytes ?? 0),
  units: totals.units + (more.units ?? 0),
});
