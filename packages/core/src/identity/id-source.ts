import { randomUUID } from 'node:crypto';

/** Makes the ids of commands that are dispatched without one. It must never give the same id twice. */
export interface IdSource {
  next(): string;
}

export const randomIds: IdSource = { next: () => randomUUID() };
