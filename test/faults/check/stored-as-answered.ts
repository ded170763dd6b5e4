import { isDeepStrictEqual } from 'node:util';
import type { Call } from '../worker/call.js';
import type { AccountHistory } from './account-history.js';
import type { Rule } from './rule.js';
import { lastVersion, type StoredCommit } from './stored-commit.js';

/** What was answered "stored" is in the stream, at the version and with the events that were answered. */
export const storedAsAnswered: Rule = function* (account) {
  for (const call of account.calls) {
    const { answer } = call;
    if (answer?.kind !== 'stored') continue;
    const commit = commitOf(account, call, answer.version);
    const stored = commit?.records.map(({ record }) => record.d);
    if (!isDeepStrictEqual(stored, answer.events)) {
      const found = JSON.stringify(stored) ?? 'nothing of it';
      yield `${account.stream}: call ${call.call} was answered ${JSON.stringify(answer.events)}, stored at version ${answer.version}; there is ${found}.`;
    }
  }
};

/** An earlier call of the same command may have written it. */
const commitOf = (account: AccountHistory, call: Call, version: number): StoredCommit | undefined =>
  account.commits.find((commit) => lastVersion(commit) === version && isOf(commit, call));

const isOf = ({ records }: StoredCommit, { command }: Call): boolean => records[0]?.record.d.step === command;
