import type { Answer, Call } from '../worker/call.js';
import type { AccountHistory } from './account-history.js';
import { ID_WINDOW, type Rule } from './rule.js';
import { callOf, firstVersion, lastVersion } from './stored-commit.js';

/** Answers that a caller must not get once its id is stored: they would be a second execution's. */
const decisions = new Set<Answer['kind'] | undefined>([
  'rejected',
  'refused',
  'taken',
  'nothing',
  'unexpected-version',
]);

/** An id that is known to be stored when a call begins is recognised by it; and "used for another command" is true. */
export const idsRecognised: Rule = function* (account) {
  const ids = idsOf(account);
  for (const call of account.calls) {
    const stored = (call.id === undefined ? undefined : ids.get(call.id)) ?? [];
    const recent = stored.find((one) => wasRecent(account, call, one));
    if (recent && decisions.has(call.answer?.kind)) {
      yield `${account.stream}: call ${call.call} was answered ${JSON.stringify(call.answer)}, though its id was stored at version ${recent.first} before.`;
    }
    if (call.answer?.kind !== 'id-reused') continue;
    const { version } = call.answer;
    const named = stored.find(({ first }) => first === version);
    if (!named) {
      const where = stored.map(({ first }) => first).join(' and ') || undefined;
      yield `${account.stream}: call ${call.call} was told that its id is used at version ${version}; it is at ${where}.`;
    }
    if (named?.command === call.command) {
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

/** Where each id is stored: in several places when it came again after it was forgotten. */
function idsOf({ commits, calls }: AccountHistory): Map<string, readonly StoredId[]> {
  const byName = new Map(calls.map((call) => [call.call, call]));
  const ids = new Map<string, readonly StoredId[]>();
  for (const [ordinal, commit] of commits.entries()) {
    const call = byName.get(callOf(commit));
    if (call?.id === undefined) continue;
    const stored = { first: firstVersion(commit), last: lastVersion(commit), command: call.command, ordinal };
    ids.set(call.id, [...(ids.get(call.id) ?? []), stored]);
  }
  return ids;
}

/** Known to be stored when the call began, and one of the last commits until it ended. */
function wasRecent(account: AccountHistory, { start, end = Infinity }: Call, { last, ordinal }: StoredId): boolean {
  const newest = account.possibleAt(end);
  const after = account.commits.slice(ordinal + 1).filter((commit) => firstVersion(commit) <= newest).length;
  return last <= account.knownAt(start) && after < ID_WINDOW;
}
