import { CheckpointError } from '../errors/checkpoint-error.js';
import type { Place } from './read-item.js';

/** What a checkpoint, or another text from outside, holds as JSON. */
export type Fields = Readonly<Record<string, unknown>>;

/** @throws {CheckpointError} when it is no JSON. */
export function fieldsIn(checkpoint: string): Fields {
  try {
    const value: unknown = JSON.parse(checkpoint);
    return isFields(value) ? value : {};
  } catch (cause) {
    throw new CheckpointError('it is not JSON.', { cause });
  }
}

export const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;

export const isPlace = (value: unknown): value is Place =>
  isFields(value) && typeof value.key === 'string' && typeof value.partition === 'string';
