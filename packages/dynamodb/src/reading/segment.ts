/** One of several parts of a table that are read at the same time, by a {@link verify} each, in one process or in several. */
export interface Segment {
  /** From 0 on. */
  readonly index: number;
  /** How many there are, up to 1,000,000: a quota of DynamoDB. */
  readonly of: number;
}
