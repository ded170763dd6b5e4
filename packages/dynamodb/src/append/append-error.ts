import { AppendUnansweredError, type Commit, ConcurrencyError, type RequestOptions } from '@eventsource/core';
import { type Failure, requestError } from '../request/request-error.js';
import type { Requests } from '../request/requests.js';
import { isConflict, isSlotTaken, itemIn } from './refusal.js';
import { winnerIn } from './winner.js';

/**
 * What a failed append throws. A refusal by the condition speaks for all tries: the slot is taken, so that none of them can
 * be applied any more, and the commit in it may be ours. Anything else speaks for its own try only.
 */
export async function appendError(
  requests: Requests,
  commit: Commit,
  failure: Failure,
  options: RequestOptions,
): Promise<unknown> {
  const { stream, after } = commit;
  const { error, doubtful } = failure;
  if (isSlotTaken(error)) {
    const winner = await winnerIn(requests, commit, itemIn(error), options);
    return new ConcurrencyError(stream, after.number, winner, { cause: error });
  }
  if (doubtful) return new AppendUnansweredError(stream, after.number, { cause: requestError(failure) });
  if (isConflict(error)) return new ConcurrencyError(stream, after.number, undefined, { cause: error });
  return requestError(failure);
}
