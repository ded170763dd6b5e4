import { checkSegment } from '../reading/segment.js';
import type { VerifyOptions } from './verify-options.js';

/** The options that are numbers, with their defaults. */
export interface Limits {
  readonly unitsPerSecond: number;
  readonly nearLimit: number;
}

const UNITS_PER_SECOND = 1000;
const NEAR_LIMIT = 0.8;

/** @throws {RangeError} when an option cannot be what it is. */
export function limitsIn(options: VerifyOptions): Limits {
  const { readUnitsPerSecond: unitsPerSecond = UNITS_PER_SECOND, nearLimit = NEAR_LIMIT, segment } = options;
  if (!(unitsPerSecond > 0))
    throw new RangeError(
      `The option "readUnitsPerSecond" of a verification is ${unitsPerSecond}: it must be more than 0.`,
    );
  if (!(nearLimit > 0 && nearLimit <= 1))
    throw new RangeError(
      `The option "nearLimit" of a verification is ${nearLimit}: it must be more than 0 and at most 1.`,
    );
  if (segment) checkSegment(segment);
  return { unitsPerSecond, nearLimit };
}
