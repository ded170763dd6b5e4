import type { StreamSummary } from '../inventory/stream-summary.js';
import type { ColdLoadCost } from './cold-loads.js';

/** An item that comes near the size limit of DynamoDB. */
export interface LargeItem {
  /** The stream. */
  readonly key: string;
  /** The range key: of an item of this format, the version of its first event. */
  readonly partition: string;
  /** In bytes, as DynamoDB counts. */
  readonly size: number;
}

/** What a table holds, as {@link tableStats} counted it. */
export interface TableStats {
  readonly streams: number;
  readonly events: number;
  readonly items: number;
  /** The size of all items, as DynamoDB counts it. */
  readonly bytes: number;
  /** Snapshots found, whichever code took them. */
  readonly snapshots: number;
  /** Items that are not commits: `verify` says why. */
  readonly malformed: number;
  /** By bytes, the largest first. */
  readonly largest: readonly StreamSummary[];
  readonly nearLimit: {
    /** The share of DynamoDB's 400 KB at which an item counts as near the limit. */
    readonly share: number;
    readonly items: number;
    /** The largest first. */
    readonly largest: readonly LargeItem[];
  };
  /** Ten of them, ascending; none for an empty table. */
  readonly coldLoads: readonly ColdLoadCost[];
  /** Read units that DynamoDB charged for counting this. */
  readonly units: number;
}
