import { randomUUID } from 'node:crypto';

/** Where the ids of commands come from that were dispatched without one. It must never give the same id twice. */
export interface IdSource {
  next(): string;
}

export const randomIds: IdSource = { next: () => randomUUID() };
