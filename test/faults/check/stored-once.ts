import { ID_WINDOW, type Rule } from './rule.js';
import { callOf, firstVersion } from './stored-commit.js';

/** No command is in the stream twice, and no id of a caller, within the window in which ids are known. */
export const storedOnce: Rule = function* ({ stream, commits, calls }) {
  const byName = new Map(calls.map((call) => [call.call, call]));
  const seen = new Map<string, number>();
  for (const [ordinal, commit] of commits.entries()) {
    const call = byName.get(callOf(commit));
    const names = call ? [`command ${call.command}`, ...(call.id === undefined ? [] : [`id "${call.id}"`])] : [];
    for (const name of names) {
      const before = seen.get(name);
      if (before !== undefined && ordinal - before <= ID_WINDOW) {
        yield `${stream}: ${name} is stored twice, the second time at version ${firstVersion(commit)}.`;
      }
      seen.set(name, ordinal);
    }
  }
};
