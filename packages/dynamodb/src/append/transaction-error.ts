import {
  AppendUnansweredError,
  type Commit,
  CommitTooLargeError,
  ConcurrencyError,
  type RequestOptions,
  ThrottledError,
} from '@eventsource/core';
import { CommitRefusedError } from '../errors/commit-refused-error.js';
import { TableNotFoundError } from '../errors/table-not-found-error.js';
import { getItem } from '../history/get-item.js';
import type { EncodedCommit } from '../item/encode.js';
import { MAX_ITEM_SIZE } from '../item/item-size.js';
import { isConditionFailed, isInConflict, isInnocent, isThrottled, reasonsOf } from '../request/cancellation.js';
import { type Failure, keyMismatch, requestError } from '../request/request-error.js';
import type { Requests } from '../request/requests.js';
import { faultOf, type Reason } from '../request/try-outcome.js';
import type { CompanionWrite } from './companion.js';
import { transactionsUnsupported } from './transactions-unsupported.js';
import { winnerIn } from './winner.js';

/** Why a transaction was cancelled, as far as one of its items is concerned: that of a commit, or of a companion. */
interface Blame {
  readonly commit: Commit;
  readonly companion?: CompanionWrite | undefined;
  readonly reason: Reason;
}

/**
 * What a failed transaction throws. A slot that is taken speaks for all tries, as with a single write: either by another
 * commit, and then no try can be applied any more, to no stream; or by the very commit of an earlier try. What a companion
 * says comes last, since a try without an answer, or a commit that was in the way for a moment, may be why it says so.
 */
export async function transactionError(
  requests: Requests,
  commits: readonly EncodedCommit[],
  companions: readonly CompanionWrite[],
  failure: Failure,
  options: RequestOptions,
): Promise<unknown> {
  const { error, doubtful } = failure;
  const cause = { cause: error };
  const blames = blamesIn(commits, companions, error);
  const taken = blames.find(({ companion, reason }) => !companion && isConditionFailed(reason));
  if (taken) {
    const { commit, reason } = taken;
    const winner = await winnerIn(requests, commit, reason.Item, options);
    return new ConcurrencyError(commit.stream, commit.after.number, winner, cause);
  }
  if (doubtful) return unanswered(commits, { cause: requestError(failure) });
  const conflict = blames.find(({ reason }) => isInConflict(reason));
  if (conflict) return new ConcurrencyError(conflict.commit.stream, conflict.commit.after.number, undefined, cause);
  return (
    companionRefusal(blames) ??
    refusal(blames, failure) ??
    unsupported(commits, companions, failure) ??
    (await absentTable(requests, commits, companions, failure)) ??
    requestError(failure)
  );
}

function blamesIn(commits: readonly EncodedCommit[], companions: readonly CompanionWrite[], error: unknown): Blame[] {
  const reasons = reasonsOf(error);
  const [first] = commits;
  const owners: Omit<Blame, 'reason'>[] = [
    ...commits.flatMap(({ commit, items }) => items.map(() => ({ commit }))),
    ...(first ? companions.map((companion) => ({ commit: first.commit, companion })) : []),
  ];
  return owners.flatMap((owner, index) => {
    const reason = reasons[index];
    return reason && !isInnocent(reason) ? [{ ...owner, reason }] : [];
  });
}

const unanswered = ([first]: readonly EncodedCommit[], options: ErrorOptions) =>
  first && new AppendUnansweredError(first.commit.stream, first.commit.after.number, options);

/** Of a companion without which there must be no commit. */
const companionRefusal = (blames: readonly Blame[]): Error | undefined =>
  blames
    .filter(({ reason }) => isConditionFailed(reason))
    .map(({ companion, reason }) => companion?.refused(reason.Item))
    .find((refused) => refused instanceof Error);

function refusal(blames: readonly Blame[], { error, where, table }: Failure): Error | undefined {
  const cause = { cause: error };
  if (blames.some(({ reason }) => isThrottled(reason))) return new ThrottledError(where, cause);
  const [blame] = blames;
  if (!blame) return undefined;
  const { Code = '', Message = '' } = blame.reason;
  const refusedTable = (blame.companion && tableOf(blame.companion)) ?? table;
  return keyMismatch(refusedTable, Message, cause) ?? new CommitRefusedError(blame.commit.stream, Code, Message, cause);
}

/** Some emulators know no transactions. For a single commit that only means that it does not fit into an item. */
function unsupported(
  commits: readonly EncodedCommit[],
  companions: readonly CompanionWrite[],
  { error }: Failure,
): Error | undefined {
  const unsupported = transactionsUnsupported(error);
  const [only, ...others] = commits;
  if (!unsupported || !only || others.length + companions.length > 0) return unsupported;
  return new CommitTooLargeError(only.commit.stream, only.size, MAX_ITEM_SIZE, { cause: error });
}

/** DynamoDB does not say which of the tables it misses: where that of the commits is there, it is another. */
async function absentTable(
  requests: Requests,
  [first]: readonly EncodedCommit[],
  companions: readonly CompanionWrite[],
  { error, where }: Failure,
): Promise<unknown> {
  const table = companions.map(tableOf).find((name) => name !== undefined && name !== requests.table);
  if (!first || table === undefined || faultOf(error).name !== 'ResourceNotFoundException') return undefined;
  const { stream, after } = first.commit;
  try {
    await requests.send('GetItem', getItem(requests.table, stream, after.number + 1));
    return new TableNotFoundError(table, where, 'create it.', { cause: error });
  } catch (thrown) {
    return thrown;
  }
}

const tableOf = ({ write: { Put, Update, Delete, ConditionCheck } }: CompanionWrite): string | undefined =>
  (Put ?? Update ?? Delete ?? ConditionCheck)?.TableName;
