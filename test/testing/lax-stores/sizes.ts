import { type Commit, CommitTooLargeError, type StoredCommit } from '@eventsource/core';
import { type LaxStores, laxStore, withCommits } from './lax-store.js';

const sizeOf = ({ records }: Commit) => records.reduce((sum, { length }) => sum + length, 0);

export const laxSizes: LaxStores = {
  'shows a commit while it is stored': {
    createStore: laxStore((strict) => {
      const stored = new Map<string, StoredCommit>();
      return {
        append: async (commit, options) => {
          const { stream, after, id, records } = commit;
          stored.set(stream, { first: after.number + 1, id, records: records.slice(0, 1) });
          await new Promise((resolve) => setTimeout(resolve, 2));
          stored.delete(stream);
          return strict.append(commit, options);
        },
        load: async (stream, options) =>
          withCommits(await strict.load(stream, options), (commits) => {
            const newest = stored.get(stream);
            return newest && options?.after === undefined ? [...commits, newest] : commits;
          }),
      };
    }),
    caughtBy: [
      'shows a reader whole commits only, while they are appended',
      'stores a commit of 1.5 MB whole or refuses it as too large, and never shows a part of it',
    ],
  },

  'stores as much of a commit as fits': {
    createStore: laxStore((strict) => ({
      append: (commit, options) => strict.append({ ...commit, records: commit.records.slice(0, 25) }, options),
    })),
    caughtBy: [
      'stores a commit of 100 events whole',
      'stores a commit of 1.5 MB whole or refuses it as too large, and never shows a part of it',
    ],
  },

  'stores a part of a commit before it refuses the rest': {
    createStore: laxStore((strict) => ({
      append: async (commit, options) => {
        if (sizeOf(commit) <= 400_000) return strict.append(commit, options);
        await strict.append({ ...commit, records: commit.records.slice(0, 100) }, options);
        throw new CommitTooLargeError(commit.stream, sizeOf(commit), 400_000);
      },
    })),
    caughtBy: [
      'stores a commit of 1.5 MB whole or refuses it as too large, and never shows a part of it',
      'refuses a commit above its limit, and keeps the stream usable',
    ],
  },

  'loads of a large commit only what lies within the range': {
    createStore: laxStore((strict) => ({
      load: async (stream, options = {}) => {
        const { upTo = Infinity } = options;
        const within = (first: number) => Math.max(0, upTo - first + 1);
        return withCommits(await strict.load(stream, options), (commits) =>
          commits.map((commit) =>
            commit.records.length < 100
              ? commit
              : { ...commit, records: commit.records.slice(0, within(commit.first)) },
          ),
        );
      },
    })),
    caughtBy: ['loads a commit of 1.5 MB whole, wherever in it a load begins or ends'],
  },

  'cuts large records': {
    createStore: laxStore((strict) => ({
      append: (commit, options) =>
        strict.append({ ...commit, records: commit.records.map((record) => record.slice(0, 65_535)) }, options),
    })),
    caughtBy: ['stores one large record as it is'],
  },

  'refuses large commits with an error of its own': {
    createStore: laxStore((strict) => ({
      append: async (commit, options) => {
        if (sizeOf(commit) > 200_000) throw new Error('payload too large');
        return strict.append(commit, options);
      },
    })),
    caughtBy: [
      'stores a commit of 1.5 MB whole or refuses it as too large, and never shows a part of it',
      'stores a commit just within its limit',
      'refuses a commit above its limit, and keeps the stream usable',
    ],
  },
};
