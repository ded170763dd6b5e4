import { CheckpointError } from '../errors/checkpoint-error.js';
import type { RebuildMark } from './rebuild-mark.js';
import type { RebuildOptions } from './rebuild-options.js';

const SEGMENTS = 4;
/** Each holds a page in memory, and more of them read no faster. */
const MOST_SEGMENTS = 1000;
const UNITS_PER_SECOND = 1000;

export interface RebuildLimits {
  readonly unitsPerSecond: number;
  readonly segments: number | undefined;
}

/** @throws {RangeError} when an option cannot be what it is. */
export function rebuildLimitsIn({ consumers, segments, readUnitsPerSecond }: RebuildOptions): RebuildLimits {
  const unitsPerSecond = readUnitsPerSecond ?? UNITS_PER_SECOND;
  if (!(unitsPerSecond > 0))
    throw new RangeError(`The option "readUnitsPerSecond" of a rebuild is ${unitsPerSecond}: it must be more than 0.`);
  if (segments !== undefined && !(Number.isInteger(segments) && segments >= 1 && segments <= MOST_SEGMENTS)) {
    throw new RangeError(
      `The option "segments" of a rebuild is ${segments}: it must be a whole number from 1 to ${MOST_SEGMENTS}.`,
    );
  }
  if (consumers.length === 0)
    throw new RangeError('The option "consumers" of a rebuild is empty: it must hold at least one consumer.');
  return { unitsPerSecond, segments };
}

/** @throws {CheckpointError} when the checkpoint is of another number of segments. */
export function segmentsOf(
  { segments, unitsPerSecond }: RebuildLimits,
  mark: RebuildMark | undefined,
): RebuildMark['segments'] {
  if (!mark) return Array.from({ length: segments ?? segmentsFor(unitsPerSecond) }, () => ({ done: false }));
  if (segments === undefined || segments === mark.segments.length) return mark.segments;
  throw new CheckpointError(`it is from a rebuild in ${mark.segments.length} segments, not in ${segments}.`);
}

/** Each of them takes a unit at a time. */
const segmentsFor = (unitsPerSecond: number): number => Math.max(1, Math.min(SEGMENTS, Math.floor(unitsPerSecond)));
