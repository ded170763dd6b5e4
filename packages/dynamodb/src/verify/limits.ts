import type { Segment } from '../reading/segment.js';
import type { VerifyOptions } from './verify-options.js';

/** The options that are numbers, with their defaults. */
export interface Limits {
  readonly unitsPerSecond: number;
  readonly nearLimit: number;
}

const UNITS_PER_SECOND = 1000;
const NEAR_LIMIT = 0.8;
/** A quota of DynamoDB. */
const MOST_SEGMENTS = 1_000_000;

/** @throws {RangeError} when an option cannot be what it is. */
export function limitsIn(options: VerifyOptions): Limits {
  const { readUnitsPerSecond: unitsPerSecond = UNITS_PER_SECOND, nearLimit = NEAR_LIMIT, segment } = options;
  if (!(unitsPerSecond > 0)) throw new RangeError(`readUnitsPerSecond is ${unitsPerSecond}: it must be more than 0.`);
  if (!(nearLimit > 0 && nearLimit <= 1)) throw new RangeError(`nearLimit is ${nearLimit}: it must be from 0 to 1.`);
  if (segment) checkSegment(segment);
  return { unitsPerSecond, nearLimit };
}

function checkSegment({ index, of }: Segment): void {
  const isOneOf = Number.isInteger(of) && Number.isInteger(index) && index >= 0 && index < of;
  if (isOneOf && of <= MOST_SEGMENTS) return;
  throw new RangeError(`segment ${index} of ${of} does not exist: of 4 segments the first is 0 and the last is 3.`);
}
