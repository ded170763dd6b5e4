import {
  type Appended,
  type Commit,
  ConcurrencyError,
  MemoryStore,
  type RequestOptions,
  type Store,
  type TransactionalStore,
} from '@eventsource/core';
import type { LaxStores } from './lax-store.js';

type AppendAll = TransactionalStore['appendAll'];

/** A strict store, but for how it appends to several streams. */
function laxTransactions(flaw: (strict: MemoryStore) => AppendAll): () => Store {
  return () => {
    const strict = new MemoryStore();
    const store: TransactionalStore = {
      load: (stream, options) => strict.load(stream, options),
      read: (stream, version, options) => strict.read(stream, version, options),
      append: (commit, options) => strict.append(commit, options),
      appendAll: flaw(strict),
    };
    return store;
  };
}

async function oneByOne(
  strict: MemoryStore,
  commits: readonly Commit[],
  options?: RequestOptions,
): Promise<Appended[]> {
  options?.signal?.throwIfAborted();
  const appended: Appended[] = [];
  for (const commit of commits) {
    appended.push(await strict.append(commit));
    await new Promise((resolve) => setImmediate(resolve));
  }
  return appended;
}

/** A strict transaction, but for the error it ends in. */
const failing =
  (errorOf: (error: ConcurrencyError, commits: readonly Commit[], strict: MemoryStore) => unknown) =>
  (strict: MemoryStore): AppendAll =>
  (commits, options) =>
    strict.appendAll(commits, options).catch(async (error: unknown) => {
      throw error instanceof ConcurrencyError ? await errorOf(error, commits, strict) : error;
    });

export const laxTransactionStores: LaxStores = {
  'appends to several streams one by one': {
    createStore: laxTransactions((strict) => (commits, options) => oneByOne(strict, commits, options)),
    caughtBy: [
      'stores none of the commits when the slot of one is taken, and names its stream',
      'stores none of the commits when one has no records',
      'refuses two commits to one stream',
      'lets writers of overlapping streams win only with all of their commits',
      'lets at most one win when some write to one stream and others to several',
      'neither loses nor makes anything when writers move it between streams until they win',
    ],
  },

  'checks all slots first and writes later, as far as nobody else has come': {
    createStore: laxTransactions((strict) => async (commits) => {
      const taken = await Promise.all(commits.map(({ stream, after }) => strict.read(stream, after.number + 1)));
      const index = taken.findIndex((winner) => winner !== undefined);
      const { stream = '', after } = commits[index] ?? {};
      if (after) throw new ConcurrencyError(stream, after.number, taken[index]);
      await new Promise((resolve) => setImmediate(resolve));
      return Promise.all(commits.map((commit) => strict.append(commit).catch(() => ({ snapshotStored: false }))));
    }),
    caughtBy: [
      'lets at most one of twenty racing writers of the same streams win, with all of its commits',
      'lets writers of overlapping streams win only with all of their commits',
      'neither loses nor makes anything when writers move it between streams until they win',
    ],
  },

  'stores the first of several commits only': {
    createStore: laxTransactions((strict) => async (commits, options) => {
      await strict.appendAll(commits.slice(0, 1), options);
      return commits.map(() => ({ snapshotStored: false }));
    }),
    caughtBy: [
      'stores commits to several streams',
      'stores commits to fifty streams',
      'stores commits of different lengths at different versions',
    ],
  },

  'stores at most ten commits together': {
    createStore: laxTransactions((strict) => (commits, options) => strict.appendAll(commits.slice(0, 10), options)),
    caughtBy: ['stores commits to fifty streams'],
  },

  'stores all commits after the version of the first': {
    createStore: laxTransactions(
      (strict) => (commits, options) =>
        strict.appendAll(
          commits.map((commit) => ({ ...commit, after: commits[0]?.after ?? commit.after })),
          options,
        ),
    ),
    caughtBy: ['stores commits of different lengths at different versions'],
  },

  'names the first stream in every conflict': {
    createStore: laxTransactions(
      failing(({ expectedVersion }, commits) => new ConcurrencyError(commits[0]?.stream ?? '', expectedVersion)),
    ),
    caughtBy: ['stores none of the commits when the slot of one is taken, and names its stream'],
  },

  'shows a commit of another stream as the winner': {
    createStore: laxTransactions(
      failing(async ({ stream, expectedVersion }, commits, strict) => {
        const winner = await strict.read(commits.at(-1)?.stream ?? '', 1);
        return new ConcurrencyError(stream, expectedVersion, winner);
      }),
    ),
    caughtBy: ['refuses the same commits a second time, and shows one as the winner if any'],
  },

  'answers a transaction that is stored already as if it had stored it': {
    createStore: laxTransactions((strict) => async (commits, options) => {
      try {
        return await strict.appendAll(commits, options);
      } catch (error) {
        if (error instanceof ConcurrencyError) return commits.map(() => ({ snapshotStored: false }));
        throw error;
      }
    }),
    caughtBy: [
      'refuses the same commits a second time, and shows one as the winner if any',
      'stores none of the commits when the slot of one is taken, and names its stream',
    ],
  },

  'says of no commit that its snapshot is stored': {
    createStore: laxTransactions((strict) => async (commits, options) => {
      const appended = await strict.appendAll(commits, options);
      return appended.map(() => ({ snapshotStored: false }));
    }),
    caughtBy: [
      'tells of each commit whether its snapshot is stored',
      'appends the records of all even when a snapshot beside them is too large',
    ],
  },

  'knows no transaction of one commit, or of none': {
    createStore: laxTransactions((strict) => async (commits, options) => {
      if (commits.length < 2) throw new RangeError('That is no transaction.');
      return strict.appendAll(commits, options);
    }),
    caughtBy: ['appends a single commit, and nothing when there is none'],
  },

  'ignores the signal of a transaction': {
    createStore: laxTransactions((strict) => (commits) => strict.appendAll(commits)),
    caughtBy: ['stores none of the commits when it was aborted before it began'],
  },

  'lets one transaction at a time through and refuses the others, of any stream': {
    createStore: laxTransactions((strict) => {
      let busy = false;
      return async (commits, options) => {
        const [{ stream, after } = { stream: '', after: undefined }] = commits;
        if (busy) throw new ConcurrencyError(stream, after?.number ?? 0);
        busy = true;
        await new Promise((resolve) => setImmediate(resolve));
        busy = false;
        return strict.appendAll(commits, options);
      };
    }),
    caughtBy: ['does not let writers of different streams disturb each other together'],
  },
};
