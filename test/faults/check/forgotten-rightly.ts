import { ID_WINDOW, type Rule } from './rule.js';
import { callOf, firstVersion } from './stored-commit.js';

/** A transfer that is recognised by its other account has no events here only once it is too long ago. */
export const forgottenRightly: Rule = function* ({ stream, commits, calls }) {
  const commands = new Map(calls.map(({ call, command }) => [call, command]));
  for (const { call, command, answer } of calls) {
    if (answer?.kind !== 'forgotten') continue;
    const known = commits.filter((commit) => firstVersion(commit) <= answer.version);
    const ordinal = known.findLastIndex((commit) => commands.get(callOf(commit)) === command);
    const newer = known.length - 1 - ordinal;
    if (ordinal === -1) yield `${stream}: call ${call} was answered as stored; there is nothing of it here.`;
    else if (newer < ID_WINDOW)
      yield `${stream}: call ${call} was answered without its events, ${newer} commits later.`;
  }
};
