import { createHash } from 'node:crypto';
import type { Consumer } from '@eventsource/core';
import { ReplayCheckpointError } from './errors/replay-checkpoint-error.js';
import type { ReplayFile } from './source/replay-source.js';

/** How far the delivery has come. */
export interface ReplayMark {
  /** The last stream that every consumer has taken to its end. */
  readonly after: string | undefined;
  readonly streams: number;
  readonly events: number;
  /** Events that consumers have taken, also of streams behind it: they do not come again. */
  readonly taken: number;
  readonly failures: number;
  readonly stopped: number;
}

const COUNTS = ['streams', 'events', 'taken', 'failures', 'stopped'] as const;

export const NOTHING_REPLAYED: ReplayMark = {
  after: undefined,
  streams: 0,
  events: 0,
  taken: 0,
  failures: 0,
  stopped: 0,
};

/** What is replayed to whom. A checkpoint of one replay is of no use in another. */
export interface ReplayNames {
  readonly files: string;
  readonly consumers: readonly string[];
}

/** Raised when the layout of a checkpoint changes. */
const LAYOUT = 1;

export function namesOf(files: readonly ReplayFile[], consumers: readonly Consumer[]): ReplayNames {
  const hash = createHash('sha256');
  for (const text of files.map(({ name, size }) => `${size} ${name}\n`).sort()) hash.update(text);
  return { files: hash.digest('hex'), consumers: consumers.map(({ name }) => name) };
}

export const checkpointOf = (names: ReplayNames, mark: ReplayMark): string =>
  JSON.stringify({ replay: LAYOUT, ...mark, of: names });

/** @throws {ReplayCheckpointError} */
export function markIn(checkpoint: string, names: ReplayNames): ReplayMark {
  const { replay, of, ...mark } = fieldsIn(checkpoint);
  if (replay !== LAYOUT || !isFields(of) || !isMark(mark)) {
    throw new ReplayCheckpointError('it was not made by this version of replay.');
  }
  const consumers = JSON.stringify(names.consumers);
  if (JSON.stringify(of.consumers) !== consumers) {
    throw new ReplayCheckpointError(
      `it is from a replay for consumers ${JSON.stringify(of.consumers)}, not ${consumers}.`,
    );
  }
  if (of.files !== names.files) throw new ReplayCheckpointError('the files have changed since.');
  return mark;
}

const isMark = (value: Fields): value is Fields & ReplayMark =>
  (value.after === undefined || typeof value.after === 'string') &&
  COUNTS.every((count) => typeof value[count] === 'number');

type Fields = Readonly<Record<string, unknown>>;

function fieldsIn(checkpoint: string): Fields {
  try {
    const value: unknown = JSON.parse(checkpoint);
    return isFields(value) ? value : {};
  } catch (cause) {
    throw new ReplayCheckpointError('it is not JSON.', { cause });
  }
}

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;
