import type { Answer, Call } from '../worker/call.js';
import type { AccountHistory } from './account-history.js';
import { ID_WINDOW, type Rule } from './rule.js';
import { callOf, firstVersion, lastVersion } from './stored-commit.js';

/** Answers that a caller must not get once its id is stored: they would be a second execution's. */
const decisions = new Set<Answer['kind'] | undefined>(['rejected', 'nothing', 'unexpected-version']);

/** An id that is known to be stored when a call begins is recognised by it; and "used for another command" is true. */
export const idsRecognised: Rule = function* (account) {
  const ids = idsOf(account);
  for (const call of account.calls) {
    const stored = call.id === undefined ? undefined : ids.get(call.id);
    if (stored && decisions.has(call.answer?.kind) && wasRecent(account, call, stored)) {
      yield `${account.stream}: call ${call.call} was answered ${JSON.stringify(call.answer)}, though its id was stored at version ${stored.first} before.`;
    }
    if (call.answer?.kind === 'id-reused' && stored?.first !== call.answer.version) {
      yield `${account.stream}: call ${call.call} was told that its id is used at version ${call.answer.version}; it is at ${stored?.first}.`;
    }
    if (call.answer?.kind === 'id-reused' && stored?.command === call.command) {
      yield `${account.stream}: call ${call.call} was told that its own command is another's.`;
    }
  }
};

interface StoredId {
  readonly first: number;
  readonly last: number;
  readonly command: number;
  readonly ordinal: number;
}

function idsOf({ commits, calls }: AccountHistory): Map<string, StoredId> {
  const byName = new Map(calls.map((call) => [call.call, call]));
  const ids = new Map<string, StoredId>();
  for (const [ordinal, commit] of commits.entries()) {
    const call = byName.get(callOf(commit));
    if (call?.id === undefined) continue;
    ids.set(call.id, { first: firstVersion(commit), last: lastVersion(commit), command: call.command, ordinal });
  }
  return ids;
}

/** Known to be stored when the call began, and one of the last commits until it ended. */
function wasRecent(account: AccountHistory, { start, end = Infinity }: Call, { last, ordinal }: StoredId): boolean {
  const newest = account.possibleAt(end);
  const after = account.commits.slice(ordinal + 1).filter((commit) => firstVersion(commit) <= newest).length;
  return last <= account.knownAt(start) && after < ID_WINDOW;
}
