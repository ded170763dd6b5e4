/** What can be wrong with what a table holds. */
export type TableFindingKind =
  /** Versions are missing: a load that reads there is refused. */
  | 'gap'
  /** An item carries versions that earlier items have reached already: they are stored twice, or out of order. */
  | 'duplicate'
  /**
   * An item is not a commit, does not fit the commit that it claims to be part of, or holds a record that cannot be
   * read.
   */
  | 'malformed'
  /** The installed class cannot apply the stream's events. */
  | 'unreadable'
  /** A snapshot that loads would use is not the state that the events up to it lead to, or cannot be read. */
  | 'snapshot'
  /** An item comes near the size limit of DynamoDB. */
  | 'near-limit';

/** One thing that {@link verify} found. It holds no payload, so that it may be logged. */
export interface TableFinding {
  readonly kind: TableFindingKind;
  /** The stream, as the table's hash key holds it. */
  readonly key: string;
  /** The range key of the item that showed it. */
  readonly partition?: number;
  /** The first version that it is about. */
  readonly version?: number;
  /** A sentence for whoever looks into it. */
  readonly message: string;
}
