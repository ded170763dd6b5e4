import type { Commit } from '../commit/commit.js';
import { TransactionsUnsupportedError } from '../errors/store-errors.js';
import { type Appended, isTransactional, type RequestOptions, type Store } from './store.js';

/** One commit, or several to different streams. */
export type Commits = readonly [Commit, ...Commit[]];

/** @throws {TransactionsUnsupportedError} when there are several and the store cannot append them together. */
export async function appendCommits(
  store: Store,
  commits: Commits,
  options: RequestOptions,
): Promise<readonly Appended[]> {
  const [commit, ...others] = commits;
  if (others.length === 0) return [await store.append(commit, options)];
  if (!isTransactional(store)) throw new TransactionsUnsupportedError();
  return store.appendAll(commits, options);
}
