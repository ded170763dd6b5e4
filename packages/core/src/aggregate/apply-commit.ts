import type { StoredCommit } from '../commit/commit.js';
import { MalformedStreamError } from '../errors/malformed-stream-error.js';
import type { Serializer } from '../serialization/serializer.js';
import type { LiveAggregate } from './live-aggregate.js';

/**
 * Applies the records of a stream's next commit, up to a version. A failure leaves a state that must not be used any more.
 *
 * @throws {MalformedStreamError} when it is not the next one.
 */
export function applyCommit(
  live: LiveAggregate,
  commit: StoredCommit,
  serializer: Serializer,
  upTo = Number.POSITIVE_INFINITY,
): void {
  const { stream } = live;
  const expected = live.version.number + 1;
  if (commit.first !== expected) throw new MalformedStreamError(stream, expected, misplaced(commit));
  const { location } = commit;
  for (const record of commit.records.slice(0, upTo - live.version.number)) {
    live.apply(serializer.deserialize(record, { stream, version: live.version.number + 1, location }));
  }
  live.recent.add(commit);
}

const misplaced = ({ first, location }: StoredCommit): string =>
  `what comes next begins at version ${first}${location === undefined ? '' : ` (${location})`}.`;
