import { CommitTooLargeError, type LoadOptions } from '@eventsource/core';
import { type LaxStores, laxStore } from './lax-store.js';

const withoutRange = ({ after: _, upTo: __, ...options }: LoadOptions = {}) => options;

const withoutSnapshots = ({ snapshots: _, ...options }: LoadOptions) => options;

export const laxSnapshots: LaxStores = {
  'starts from a snapshot though nobody asked for one': {
    createStore: laxStore((strict) => ({
      load: (stream, options) => strict.load(stream, { snapshots: { fingerprint: 'f', every: 1 }, ...options }),
    })),
    caughtBy: ['loads nothing but commits when asked for a range, however many snapshots there are'],
  },

  'ignores snapshots': {
    createStore: laxStore((strict) => ({
      load: (stream, { snapshots: _, ...options } = {}) => strict.load(stream, options),
    })),
    caughtBy: [
      'starts from the snapshot, with exactly the commits after it',
      'starts from the snapshot of the newest commit, with no commits after it',
      'starts from the newest of several snapshots',
      'starts from a snapshot beside several events, with the version of the last of them',
      'starts from a snapshot at the end of 5,000 events',
      'passes over newer snapshots with another fingerprint',
      'tells whether a snapshot is stored',
    ],
  },

  'starts from the newest snapshot whoever can read it': {
    createStore: laxStore((strict) => {
      const newest = new Map<string, string>();
      return {
        append: (commit, options) => {
          if (commit.snapshot) newest.set(commit.stream, commit.snapshot.fingerprint);
          return strict.append(commit, options);
        },
        load: async (stream, options = {}) => {
          const fingerprint = newest.get(stream);
          const { snapshots } = options;
          if (!snapshots || fingerprint === undefined) return strict.load(stream, options);
          return strict.load(stream, { ...options, snapshots: { ...snapshots, fingerprint } });
        },
      };
    }),
    caughtBy: [
      'passes over newer snapshots with another fingerprint',
      'compares fingerprints exactly',
      'starts from version 1 when no snapshot can be used',
    ],
  },

  'yields the commits before the snapshot too': {
    createStore: laxStore((strict) => ({
      load: async (stream, options = {}) => {
        const history = await strict.load(stream, options);
        return { ...history, pages: (await strict.load(stream, withoutSnapshots(options))).pages };
      },
    })),
    caughtBy: [
      'starts from the snapshot, with exactly the commits after it',
      'starts from a snapshot far back or from version 1, and loses nothing either way',
    ],
  },

  'gives a snapshot the version of the first event beside it': {
    createStore: laxStore((strict) => ({
      append: ({ snapshot, ...commit }, options) => {
        const version = commit.after.number + 1;
        return strict.append({ ...commit, ...(snapshot && { snapshot: { ...snapshot, version } }) }, options);
      },
    })),
    caughtBy: ['starts from a snapshot beside several events, with the version of the last of them'],
  },

  'starts from snapshots newer than the version asked for': {
    createStore: laxStore((strict) => ({
      load: async (stream, options = {}) => {
        const { snapshot } = await strict.load(stream, withoutRange(options));
        return { ...(await strict.load(stream, options)), ...(snapshot && { snapshot }) };
      },
    })),
    caughtBy: ['starts from no snapshot that is newer than the version asked for'],
  },

  'says that a snapshot is stored when it left it out': {
    createStore: laxStore((strict) => ({
      append: async ({ snapshot, ...commit }, options) => {
        const fits = snapshot !== undefined && snapshot.data.length < 1_000;
        await strict.append({ ...commit, ...(fits && { snapshot }) }, options);
        return { snapshotStored: snapshot !== undefined };
      },
    })),
    caughtBy: ['appends the records even when the snapshot beside them is too large'],
  },

  'fails when a snapshot is too large': {
    createStore: laxStore((strict) => ({
      append: async (commit, options) => {
        const size = commit.snapshot?.data.length ?? 0;
        if (size > 400_000) throw new CommitTooLargeError(commit.stream, size, 400_000);
        return strict.append(commit, options);
      },
    })),
    caughtBy: ['appends the records even when the snapshot beside them is too large'],
  },
};
