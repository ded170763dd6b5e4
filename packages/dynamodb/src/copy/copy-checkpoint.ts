import { CheckpointError } from '../errors/checkpoint-error.js';
import { type Fields, fieldsIn, isFields, isPlace } from '../reading/checkpoint-fields.js';
import { type CopyTotals, NOTHING_COPIED } from './copy-totals.js';
import type { CopyMark } from './ledger.js';

/** What is copied. A checkpoint of one copy is of no use in another. */
export interface CopyNames {
  readonly from: string;
  readonly to: string;
  readonly aggregate: string | undefined;
  readonly stream: string | undefined;
  readonly prefix: string | undefined;
  readonly dryRun: boolean | undefined;
}

/** Raised when the layout of a checkpoint changes. */
const LAYOUT = 1;

export const checkpointOfCopy = (names: CopyNames, mark: CopyMark): string =>
  JSON.stringify({ copy: LAYOUT, ...mark, of: names });

/** @throws {CheckpointError} */
export function copyMarkIn(checkpoint: string, names: CopyNames): CopyMark {
  const { copy, of, ...mark } = fieldsIn(checkpoint);
  if (copy !== LAYOUT || !isFields(of) || !isMark(mark)) {
    throw new CheckpointError('it was not made by this version of copy.');
  }
  for (const [name, value] of Object.entries(names)) {
    if (of[name] !== value)
      throw new CheckpointError(`it is from a copy with another "${name}": ${of[name]}, not ${value}.`);
  }
  return mark;
}

function isMark(value: Fields): value is Fields & CopyMark {
  const { after, inConflict, totals } = value;
  return (after === undefined || isPlace(after)) && typeof inConflict === 'boolean' && isTotals(totals);
}

const isTotals = (value: unknown): value is CopyTotals =>
  isFields(value) && Object.keys(NOTHING_COPIED).every((name) => typeof value[name] === 'number');
