/** One of several parts of a table that are read at the same time, by a reading each, in one process or in several. */
export interface Segment {
  /** From 0 on. */
  readonly index: number;
  /** How many there are, up to 1,000,000: a quota of DynamoDB. */
  readonly of: number;
}

/** A quota of DynamoDB. */
const MOST_SEGMENTS = 1_000_000;

/** @throws {RangeError} when there is no such segment. */
export function checkSegment({ index, of }: Segment): void {
  const isOneOf = Number.isInteger(of) && Number.isInteger(index) && index >= 0 && index < of;
  if (isOneOf && of <= MOST_SEGMENTS) return;
  throw new RangeError(`The option "segment" is ${index} of ${of}: of 4 segments the first is 0 and the last is 3.`);
}
