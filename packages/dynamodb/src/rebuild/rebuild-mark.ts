import { CheckpointError } from '../errors/checkpoint-error.js';
import { type Fields, fieldsIn, isFields, isPlace } from '../reading/checkpoint-fields.js';
import type { Place } from '../reading/read-item.js';
import { NOTHING_REBUILT, type RebuildTotals } from './rebuild-totals.js';

/** How far one segment has come. */
export interface SegmentMark {
  /** The last item that every consumer has taken. */
  readonly after?: Place | undefined;
  /** The segment is at its end. */
  readonly done: boolean;
}

export interface RebuildMark {
  readonly segments: readonly SegmentMark[];
  readonly totals: RebuildTotals;
}

/** What is rebuilt from what. A checkpoint of one rebuild is of no use in another. */
export interface RebuildNames {
  readonly table: string;
  readonly consumers: readonly string[];
}

/** Raised when the layout of a checkpoint changes. */
const LAYOUT = 1;

export const checkpointOfRebuild = (names: RebuildNames, mark: RebuildMark): string =>
  JSON.stringify({ rebuild: LAYOUT, ...mark, of: names });

/** @throws {CheckpointError} */
export function rebuildMarkIn(checkpoint: string, names: RebuildNames): RebuildMark {
  const { rebuild, of, ...mark } = fieldsIn(checkpoint);
  if (rebuild !== LAYOUT || !isFields(of) || !isMark(mark)) {
    throw new CheckpointError('it was not made by this version of rebuild.');
  }
  if (of.table !== names.table) throw new CheckpointError(`it is from another table, "${of.table}".`);
  const consumers = JSON.stringify(names.consumers);
  if (JSON.stringify(of.consumers) === consumers) return mark;
  throw new CheckpointError(`it is from a rebuild of consumers ${JSON.stringify(of.consumers)}, not ${consumers}.`);
}

function isMark(value: Fields): value is Fields & RebuildMark {
  const { segments, totals } = value;
  return Array.isArray(segments) && segments.length > 0 && segments.every(isSegment) && isTotals(totals);
}

const isSegment = (value: unknown): value is SegmentMark =>
  isFields(value) && typeof value.done === 'boolean' && (value.after === undefined || isPlace(value.after));

const isTotals = (value: unknown): value is RebuildTotals =>
  isFields(value) && Object.keys(NOTHING_REBUILT).every((name) => typeof value[name] === 'number');
