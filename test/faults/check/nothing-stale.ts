import { isDeepStrictEqual } from 'node:util';
import type { Reason } from '../account/seen.js';
import type { Answer, Call } from '../worker/call.js';
import type { AccountHistory } from './account-history.js';
import { decide, untouched } from './model.js';
import type { Rule } from './rule.js';

/** Rejections, reads and empty answers come from a state that was current during the call, and are right about it. */
export const nothingStale: Rule = function* (account) {
  for (const call of account.calls) {
    const version = decidedAt(call.answer);
    if (version === undefined || !call.answer) continue;
    const problem = problemOf(account, call, call.answer, version);
    if (problem)
      yield `${account.stream}: call ${call.call} was answered ${JSON.stringify(call.answer)}, but ${problem}.`;
  }
};

/** The version that an answer speaks about, where it is no version of its own. */
function decidedAt(answer: Answer | undefined): number | undefined {
  if (answer?.kind === 'nothing' || answer?.kind === 'unexpected-version') return answer.version;
  return answer && 'seen' in answer ? answer.seen.version : undefined;
}

function problemOf(account: AccountHistory, call: Call, answer: Answer, version: number): string | undefined {
  const { start, end = Infinity, expectedVersion } = call;
  const state = account.states[version];
  if (!account.isCurrentDuring(call, version)) {
    return `only versions ${account.knownAt(start)} to ${account.possibleAt(end)} were current during it`;
  }
  if ('seen' in answer && !isDeepStrictEqual(answer.seen, state)) return `the events make ${JSON.stringify(state)}`;
  if (answer.kind === 'read') return undefined;
  if (answer.kind === 'unexpected-version') return expectedVersion === version ? 'that is the expected one' : undefined;
  if (expectedVersion !== undefined && expectedVersion !== version) return `version ${expectedVersion} was expected`;
  const due = decide(call.action, call.command, state ?? untouched);
  return isDeepStrictEqual(due, saidBy(answer)) ? undefined : `${JSON.stringify(due)} was due`;
}

const saidBy = (answer: Answer): { reason: Reason } | { events: [] } =>
  answer.kind === 'rejected' ? { reason: answer.reason } : { events: [] };
