import { type LaxStores, laxStore } from './lax-store.js';

export const laxAborting: LaxStores = {
  'ignores signals': {
    createStore: laxStore((strict) => ({
      load: (stream, { signal: _, ...options } = {}) => strict.load(stream, options),
      read: (stream, version) => strict.read(stream, version),
      append: (commit) => strict.append(commit),
    })),
    caughtBy: [
      'stores nothing of an append that was aborted before it began',
      'answers no read that was aborted before it began',
    ],
  },

  'rejects an aborted append after it has stored it': {
    createStore: laxStore((strict) => ({
      append: async (commit, { signal } = {}) => {
        const appended = await strict.append(commit);
        signal?.throwIfAborted();
        return appended;
      },
    })),
    caughtBy: ['stores nothing of an append that was aborted before it began'],
  },

  'takes every signal for an aborted one': {
    createStore: laxStore((strict) => ({
      append: async (commit, { signal } = {}) => {
        if (signal) throw new Error('aborted');
        return strict.append(commit);
      },
    })),
    caughtBy: ['appends under a signal that is not aborted'],
  },
};
