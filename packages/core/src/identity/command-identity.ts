import { InvalidCommandIdError } from '../errors/command-errors.js';
import { commandDigest } from './command-digest.js';
import { CommandId } from './command-id.js';
import type { IdSource } from './id-source.js';

/** An id lies in each of its commits, and in snapshots: longer ones would cost more than the events. */
const LONGEST_ID = 256;

/** What a command is, for telling it from another that comes with the same id. */
export interface Identified {
  readonly payload: unknown;
  /** Which method it is for: `order.ship`. */
  readonly handler: string;
}

/** The id that the caller gave, or one made for this dispatch. @throws {InvalidCommandIdError} */
export function identify(id: string | undefined, { payload, handler }: Identified, ids: IdSource): CommandId {
  const digest = () => commandDigest(payload, handler);
  if (id === undefined) return CommandId.made(ids.next(), digest);
  checkId(id);
  return CommandId.given(id, digest());
}

function checkId(id: unknown): void {
  if (typeof id !== 'string' || id === '')
    throw new InvalidCommandIdError(id, 'it must be a string that is not empty.');
  // What is half a character would come back from the store as another one.
  if (Buffer.from(id).toString() !== id) throw new InvalidCommandIdError(id, 'it holds half of a surrogate pair.');
  if (Buffer.byteLength(id) > LONGEST_ID)
    throw new InvalidCommandIdError(id, `it must take at most ${LONGEST_ID} bytes.`);
}
