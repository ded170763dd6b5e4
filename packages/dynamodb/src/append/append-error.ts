import { AppendUnansweredError, type Commit, ConcurrencyError } from '@eventsource/core';
import { type Failure, requestError } from '../request/request-error.js';
import { isConflict, isSlotTaken, winnerOf } from './refusal.js';

/**
 * What a failed append throws. A refusal by the condition speaks for all tries: the slot is taken, so that none of them can
 * be applied any more, and the commit in it may be ours. Anything else speaks for its own try only.
 */
export function appendError(commit: Commit, failure: Failure): unknown {
  const { stream, after } = commit;
  const { error, doubtful } = failure;
  if (isSlotTaken(error)) {
    return new ConcurrencyError(stream, after.number, winnerOf(commit, error), { cause: error });
  }
  if (doubtful) return new AppendUnansweredError(stream, after.number, { cause: requestError(failure) });
  if (isConflict(error)) return new ConcurrencyError(stream, after.number, undefined, { cause: error });
  return requestError(failure);
}
