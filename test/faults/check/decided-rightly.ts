import { isDeepStrictEqual } from 'node:util';
import { decide, untouched } from './model.js';
import type { Rule } from './rule.js';
import { callOf, firstVersion } from './stored-commit.js';

/** Every commit is what its command had to emit on the state at the version before it, at the version it expected. */
export const decidedRightly: Rule = function* ({ stream, commits, calls, states }) {
  const byName = new Map(calls.map((call) => [call.call, call]));
  for (const commit of commits) {
    const call = byName.get(callOf(commit));
    const first = firstVersion(commit);
    if (!call) {
      yield `${stream}: the commit at ${first} is of call ${callOf(commit)}, which nobody made on this account.`;
      continue;
    }
    const decision = decide(call.action, call.command, states[first - 1] ?? untouched);
    const stored = commit.records.map(({ record }) => record.d);
    if (!('events' in decision && isDeepStrictEqual(decision.events, stored))) {
      yield `${stream}: version ${first} holds ${JSON.stringify(stored)}, where ${JSON.stringify(decision)} was due.`;
    }
    if (call.expectedVersion !== undefined && call.expectedVersion !== first - 1) {
      yield `${stream}: call ${call.call} expected version ${call.expectedVersion} and was stored at ${first}.`;
    }
  }
};
