import type { Rule } from './rule.js';
import { callOf, firstVersion } from './stored-commit.js';

/** Versions are 1, 2, 3 … without a gap, each once; every commit is whole, in its place, and of one call. */
export const wholeStreams: Rule = function* ({ stream, commits }) {
  let next = 1;
  for (const commit of commits) {
    if (commit.partition !== firstVersion(commit)) {
      yield `${stream}: the item at ${commit.partition} begins with version ${firstVersion(commit)}.`;
    }
    for (const { version, record } of commit.records) {
      if (version !== next) yield `${stream}: version ${next} should follow, not ${version}.`;
      if (record.call !== callOf(commit)) yield `${stream}: the commit at ${commit.partition} is of several calls.`;
      next = version + 1;
    }
  }
};
