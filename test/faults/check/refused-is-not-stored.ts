import type { Answer } from '../worker/call.js';
import type { Rule } from './rule.js';
import { firstVersion } from './stored-commit.js';

/** Answers that leave open, or say, that the call wrote something. A call without an answer was killed. */
const mayHaveWritten = new Set<Answer['kind'] | undefined>(['stored', 'unknown', undefined]);

/**
 * What was answered "rejected", or with an error that says that nothing is stored, is not: the write of that very call is
 * not in the stream. Another call of the same command may be, earlier or later: a rejection speaks for its own call.
 */
export const refusedIsNotStored: Rule = function* (account) {
  for (const call of account.calls) {
    const commit = account.writtenBy(call);
    if (commit && !mayHaveWritten.has(call.answer?.kind)) {
      yield `${account.stream}: call ${call.call} was answered ${JSON.stringify(call.answer)}, and is stored at version ${firstVersion(commit)}.`;
    }
    if (call.answer?.kind === 'broken') {
      yield `${account.stream}: call ${call.call} failed with ${call.answer.error}`;
    }
  }
};
