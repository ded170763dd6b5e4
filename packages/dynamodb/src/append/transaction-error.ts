import {
  AppendUnansweredError,
  type Commit,
  CommitTooLargeError,
  ConcurrencyError,
  type RequestOptions,
  ThrottledError,
  TransactionsUnsupportedError,
} from '@eventsource/core';
import { CommitRefusedError } from '../errors/commit-refused-error.js';
import type { EncodedCommit } from '../item/encode.js';
import { MAX_ITEM_SIZE } from '../item/item-size.js';
import { isConditionFailed, isInConflict, isInnocent, isThrottled, reasonsOf } from '../request/cancellation.js';
import { type Failure, keyMismatch, requestError } from '../request/request-error.js';
import type { Requests } from '../request/requests.js';
import { faultOf, type Reason } from '../request/try-outcome.js';
import { winnerIn } from './winner.js';

/** Why a transaction was cancelled, as far as one commit of it is concerned. */
interface Blame {
  readonly commit: Commit;
  readonly reason: Reason;
}

/**
 * What a failed transaction throws. A slot that is taken speaks for all tries, as with a single write: either by another
 * commit, and then no try can be applied any more, to no stream; or by the very commit of an earlier try.
 */
export async function transactionError(
  requests: Requests,
  commits: readonly EncodedCommit[],
  failure: Failure,
  options: RequestOptions,
): Promise<unknown> {
  const { error, doubtful } = failure;
  const cause = { cause: error };
  const blames = blamesIn(commits, error);
  const taken = blames.find(({ reason }) => isConditionFailed(reason));
  if (taken) {
    const { commit, reason } = taken;
    const winner = await winnerIn(requests, commit, reason.Item, options);
    return new ConcurrencyError(commit.stream, commit.after.number, winner, cause);
  }
  if (doubtful) return unanswered(commits, { cause: requestError(failure) });
  const conflict = blames.find(({ reason }) => isInConflict(reason));
  if (conflict) return new ConcurrencyError(conflict.commit.stream, conflict.commit.after.number, undefined, cause);
  return refusal(blames, failure) ?? unsupported(commits, failure) ?? requestError(failure);
}

function blamesIn(commits: readonly EncodedCommit[], error: unknown): Blame[] {
  const reasons = reasonsOf(error);
  const owners = commits.flatMap(({ commit, items }) => items.map(() => commit));
  return owners.flatMap((commit, index) => {
    const reason = reasons[index];
    return reason && !isInnocent(reason) ? [{ commit, reason }] : [];
  });
}

const unanswered = ([first]: readonly EncodedCommit[], options: ErrorOptions) =>
  first && new AppendUnansweredError(first.commit.stream, first.commit.after.number, options);

function refusal(blames: readonly Blame[], { error, where, table }: Failure): Error | undefined {
  const cause = { cause: error };
  if (blames.some(({ reason }) => isThrottled(reason))) return new ThrottledError(where, cause);
  const [blame] = blames;
  if (!blame) return undefined;
  const { Code = '', Message = '' } = blame.reason;
  return keyMismatch(table, Message, cause) ?? new CommitRefusedError(blame.commit.stream, Code, Message, cause);
}

/** Some emulators know no transactions. For a single commit that only means that it does not fit into an item. */
function unsupported(commits: readonly EncodedCommit[], { error }: Failure): Error | undefined {
  if (faultOf(error).name !== 'UnknownOperationException') return undefined;
  const [only, ...others] = commits;
  if (!only || others.length > 0) return new TransactionsUnsupportedError({ cause: error });
  return new CommitTooLargeError(only.commit.stream, only.size, MAX_ITEM_SIZE, { cause: error });
}
