import type { ConsumeFailure } from './consumer.js';
import { isOfCheckpoints } from './transient.js';

/** What a failure speaks against. */
export type FailureKind =
  /** What the whole delivery needs is missing or not allowed: no waiting will mend it. */
  | 'setup'
  /** A database or a service refuses for now. */
  | 'passing'
  /** What is stored in the stream. */
  | 'stored'
  /** The stream, the consumer or what the consumer needs: only the other streams can tell. */
  | 'unclear';

/** By name: two copies of a package break `instanceof`. */
const STORED = new Set(['InvalidStreamError', 'MalformedRecordError', 'MalformedStreamError', 'UnknownEventError']);

export function kindOf({ error, transient }: ConsumeFailure): FailureKind {
  if (isOfCheckpoints(error)) return 'setup';
  if (transient) return 'passing';
  return error instanceof Error && STORED.has(error.name) ? 'stored' : 'unclear';
}
