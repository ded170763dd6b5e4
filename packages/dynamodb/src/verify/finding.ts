/** What can be wrong with what a table holds. */
export type FindingKind =
  /** Versions are missing: a load that reads there is refused. */
  | 'gap'
  /** An item carries versions that the items before it have reached: they are there twice, or out of order. */
  | 'duplicate'
  /** An item is no commit, or no part of the one that it says it is of, or one of its records is no record. */
  | 'malformed'
  /** The installed class cannot apply the stream's events. */
  | 'unreadable'
  /** A snapshot that loads would use is not the state that the events up to it lead to, or cannot be read. */
  | 'snapshot'
  /** An item comes near the size that DynamoDB takes. */
  | 'near-limit';

/** One thing that {@link verify} found. It holds no payload, so that it may be logged. */
export interface Finding {
  readonly kind: FindingKind;
  /** The stream, as the table's hash key holds it. */
  readonly key: string;
  /** The range key of the item that showed it. */
  readonly partition?: number;
  /** The first version that it is about. */
  readonly version?: number;
  /** A sentence for whoever looks into it. */
  readonly message: string;
}
