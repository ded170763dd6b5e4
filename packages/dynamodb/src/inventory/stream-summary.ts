/** What a table holds of one stream. */
export interface StreamSummary {
  /** The stream, as the table's hash key holds it. */
  readonly key: string;
  /** The newest version. */
  readonly version: number;
  readonly events: number;
  /** One for each commit; a commit of more than 400 KB has several. The Go library put many commits into one. */
  readonly items: number;
  /** The size of all items, as DynamoDB counts it. */
  readonly bytes: number;
  /** Snapshots found, whichever code took them. */
  readonly snapshots: number;
  /** The size of the items from the one with the newest snapshot on; of all where there is none. */
  readonly bytesSinceSnapshot: number;
  /** Items that are not commits: `verify` says why. */
  readonly malformed: number;
}
