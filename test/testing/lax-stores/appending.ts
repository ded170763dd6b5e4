import { changing, type LaxStores, laxStore, versionOf } from './lax-store.js';

export const laxAppending: LaxStores = {
  'forgets the names of streams it has not seen': {
    createStore: laxStore((strict) => ({
      load: async (stream, options) => {
        if ((await versionOf(strict, stream)) === 0) throw new Error('no such stream');
        return strict.load(stream, options);
      },
    })),
    caughtBy: ['has an empty history for a stream that does not exist'],
  },

  'leaves a gap before each commit': {
    createStore: changing((commits) => commits.map((commit, index) => ({ ...commit, first: commit.first + index }))),
    caughtBy: [
      'numbers events from 1, without gaps',
      'loads what was appended, commit by commit',
      'keeps every commit exactly once and leaves no gap when writers try until they win',
    ],
  },

  'numbers events from 0': {
    createStore: changing((commits) => commits.map((commit) => ({ ...commit, first: commit.first - 1 }))),
    caughtBy: ['numbers events from 1, without gaps'],
  },

  'takes an empty commit': {
    createStore: laxStore((strict) => ({
      append: async (commit, options) =>
        commit.records.length === 0 ? { snapshotStored: false } : strict.append(commit, options),
    })),
    caughtBy: ['refuses a commit of no records'],
  },

  'drops the ids of commits': {
    createStore: changing((commits) => commits.map(({ id: _, ...commit }) => commit)),
    caughtBy: ['loads what was appended, commit by commit', 'gives back every byte of ids, records and snapshots'],
  },

  'loads late what it has answered': {
    createStore: laxStore((strict) => {
      let waiting: Promise<unknown> = Promise.resolve();
      return {
        append: async (commit, options) => {
          const conflict = (await versionOf(strict, commit.stream)) > commit.after.number;
          if (conflict || commit.records.length === 0) return strict.append(commit, options);
          waiting = waiting
            .then(() => new Promise((resolve) => setTimeout(resolve, 1)))
            .then(() => strict.append(commit));
          return { snapshotStored: commit.snapshot !== undefined };
        },
      };
    }),
    caughtBy: ['loads what was appended, commit by commit'],
  },

  'stores one event after the other': {
    createStore: laxStore((strict) => ({
      append: async (commit, options) => {
        if (commit.records.length < 2) return strict.append(commit, options);
        const [first, ...others] = commit.records;
        if (first) await strict.append({ ...commit, records: [first] }, options);
        await new Promise((resolve) => setImmediate(resolve));
        return strict.append({ ...commit, after: commit.after.plus(1), records: others }, options);
      },
    })),
    caughtBy: [
      'loads what was appended, commit by commit',
      'shows a reader whole commits only, while they are appended',
      'stores a commit of 1.5 MB whole or refuses it as too large, and never shows a part of it',
    ],
  },
};
