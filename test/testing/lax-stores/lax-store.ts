import { type History, MemoryStore, type Store, type StoredCommit } from '@eventsource/core';
import type { StoreContractTest } from '@eventsource/testing';

/** Stores with one flaw each, named by it, and tests of the contract that must find it. */
export type LaxStores = Readonly<
  Record<string, { readonly createStore: () => Store; readonly caughtBy: readonly StoreContractTest[] }>
>;

/** A strict store, but for what the flaw puts in place of its methods. */
export function laxStore(flaw: (strict: MemoryStore) => Partial<Store>): () => Store {
  return () => {
    const strict = new MemoryStore();
    return {
      load: (stream, options) => strict.load(stream, options),
      read: (stream, version, options) => strict.read(stream, version, options),
      append: (commit, options) => strict.append(commit, options),
      ...flaw(strict),
    };
  };
}

/** A store that gives every stream the name that `rename` makes of its name. */
export const renaming = (rename: (stream: string) => string) =>
  laxStore((strict) => ({
    load: (stream, options) => strict.load(rename(stream), options),
    read: (stream, version, options) => strict.read(rename(stream), version, options),
    append: (commit, options) => strict.append({ ...commit, stream: rename(commit.stream) }, options),
  }));

/** A store whose loads yield what `change` makes of the commits. */
export const changing = (change: (commits: readonly StoredCommit[]) => readonly StoredCommit[]) =>
  laxStore((strict) => ({
    load: async (stream, options) => withCommits(await strict.load(stream, options), change),
  }));

export async function withCommits(
  history: History,
  change: (commits: readonly StoredCommit[]) => readonly StoredCommit[],
): Promise<History> {
  const commits = change(await commitsOf(history));
  return { ...history, pages: one(commits) };
}

export async function commitsOf({ pages }: History): Promise<readonly StoredCommit[]> {
  const commits: StoredCommit[] = [];
  for await (const page of pages) commits.push(...page);
  return commits;
}

export const lastVersion = (commits: readonly StoredCommit[]) =>
  commits.reduce((version, { records }) => version + records.length, 0);

export const versionOf = async (strict: MemoryStore, stream: string) =>
  lastVersion(await commitsOf(await strict.load(stream)));

async function* one(page: readonly StoredCommit[]): AsyncIterable<readonly StoredCommit[]> {
  yield page;
}
