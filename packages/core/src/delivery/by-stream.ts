import type { DeliveredCommit } from './delivered-commit.js';

/** Commits by their stream, in the order they came. */
export function byStream(commits: readonly DeliveredCommit[]): ReadonlyMap<string, readonly DeliveredCommit[]> {
  const streams = new Map<string, DeliveredCommit[]>();
  for (const commit of commits) {
    const others = streams.get(commit.stream);
    if (others) others.push(commit);
    else streams.set(commit.stream, [commit]);
  }
  return streams;
}
