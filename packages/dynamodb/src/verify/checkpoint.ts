import { CheckpointError } from '../errors/checkpoint-error.js';
import { type Fields, fieldsIn, isFields, isPlace } from '../reading/checkpoint-fields.js';
import type { Segment } from '../reading/segment.js';
import type { Marked, Step } from './bookmark.js';
import { NOTHING, type VerifyTotals } from './verify-totals.js';

/** What is read. A checkpoint of one reading is of no use in another. */
export interface Reading {
  readonly table: string;
  readonly segment?: Segment | undefined;
}

/** Raised when the layout of a checkpoint changes. */
const LAYOUT = 1;

/** A bookmark as text. */
export const checkpointOf = (reading: Reading, marked: Marked): string =>
  JSON.stringify({ v: LAYOUT, ...named(reading), ...marked });

/** @throws {CheckpointError} */
export function markedIn(checkpoint: string, reading: Reading): Marked {
  const { v, table, segment, ...marked } = fieldsIn(checkpoint);
  if (v !== LAYOUT || !isMarked(marked)) throw new CheckpointError('it was not made by this version of verify.');
  const expected = named(reading);
  if (table !== expected.table) throw new CheckpointError(`it is from table "${table}".`);
  if (segment !== expected.segment)
    throw new CheckpointError(`it is from segment ${segment}, not ${expected.segment}.`);
  return marked;
}

const named = ({ table, segment }: Reading) => ({ table, segment: `${segment?.index ?? 0}/${segment?.of ?? 1}` });

function isMarked(value: Fields): value is Fields & Marked {
  const { after, ended, begun, totals } = value;
  return (
    (after === undefined || isPlace(after)) &&
    typeof ended === 'boolean' &&
    (begun === undefined || isBegun(begun)) &&
    isTotals(totals)
  );
}

const isBegun = (value: unknown): value is Step =>
  isFields(value) &&
  typeof value.key === 'string' &&
  (value.partition === undefined || typeof value.partition === 'string') &&
  typeof value.reported === 'number';

const isTotals = (value: unknown): value is VerifyTotals =>
  isFields(value) && Object.keys(NOTHING).every((name) => typeof value[name] === 'number');
