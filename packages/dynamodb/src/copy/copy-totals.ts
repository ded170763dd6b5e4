/** What {@link copy} has done so far. */
export interface CopyTotals {
  /** Streams in the source, or in the chosen part of it. */
  readonly streams: number;
  readonly items: number;
  readonly events: number;
  /** The size of these items as DynamoDB counts it. */
  readonly bytes: number;
  /** Items that the target lacked. In a dry run: that it lacks. */
  readonly written: number;
  /** Items that were in the target, the same byte for byte. */
  readonly alreadyThere: number;
  /**
   * Items that were read back from the target and equal those of the source. At the end, all items that are not in
   * conflict.
   */
  readonly verified: number;
  /** Streams in which the target holds something else. */
  readonly conflicts: number;
  /** Units that DynamoDB charged. In a dry run, `writeUnits` are those that writing would take. */
  readonly sourceReadUnits: number;
  readonly targetReadUnits: number;
  readonly writeUnits: number;
}

export const NOTHING_COPIED: CopyTotals = {
  streams: 0,
  items: 0,
  events: 0,
  bytes: 0,
  written: 0,
  alreadyThere: 0,
  verified: 0,
  conflicts: 0,
  sourceReadUnits: 0,
  targetReadUnits: 0,
  writeUnits: 0,
};

export const added = (totals: CopyTotals, more: Partial<CopyTotals>): CopyTotals => ({
  streams: totals.streams + (more.streams ?? 0),
  items: totals.items + (more.items ?? 0),
  events: totals.events + (more.events ?? 0),
  bytes: totals.bytes + (more.bytes ?? 0),
  written: totals.written + (more.written ?? 0),
  alreadyThere: totals.alreadyThere + (more.alreadyThere ?? 0),
  verified: totals.verified + (more.verified ?? 0),
  conflicts: totals.conflicts + (more.conflicts ?? 0),
  sourceReadUnits: totals.sourceReadUnits + (more.sourceReadUnits ?? 0),
  targetReadUnits: totals.targetReadUnits + (more.targetReadUnits ?? 0),
  writeUnits: totals.writeUnits + (more.writeUnits ?? 0),
});
