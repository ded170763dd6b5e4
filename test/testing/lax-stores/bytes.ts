import { type Commit } from '@eventsource/core';
import { type LaxStores, laxStore } from './lax-store.js';

export const laxBytes: LaxStores = {
  'keeps records as text': {
    createStore: laxStore((strict) => ({
      append: (commit, options) =>
        strict.append({ ...commit, records: commit.records.map((record) => Buffer.from(record.toString())) }, options),
    })),
    caughtBy: ['gives back every byte of ids, records and snapshots'],
  },

  'stores the whole buffer that a record is a part of': {
    createStore: laxStore((strict) => ({
      append: (commit, options) =>
        strict.append({ ...commit, records: commit.records.map(({ buffer }) => new Uint8Array(buffer)) }, options),
    })),
    caughtBy: ['stores a part of a larger buffer, and not the rest of it'],
  },

  'keeps the given buffers': {
    createStore: laxStore((strict) => {
      const given = new Map<string, Commit>();
      return {
        append: async (commit, options) => {
          const appended = await strict.append(commit, options);
          if (commit.after.number === 0) given.set(commit.stream, commit);
          return appended;
        },
        read: async (stream, version, options) => {
          const commit = version === 1 ? given.get(stream) : undefined;
          return commit ? { ...commit, first: 1 } : strict.read(stream, version, options);
        },
      };
    }),
    caughtBy: [
      'stores a copy: what becomes of the given bytes changes nothing',
      'gives out copies: what becomes of loaded bytes changes nothing',
    ],
  },
};
