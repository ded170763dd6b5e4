import { InvalidStreamError } from '@eventsource/core';
import { type LaxStores, laxStore, renaming } from './lax-store.js';

export const laxNames: LaxStores = {
  'puts all events into one stream': {
    createStore: renaming(() => 'stream'),
    caughtBy: ['keeps streams apart', 'keeps names apart that look alike'],
  },

  'ignores case in names': {
    createStore: renaming((stream) => stream.toLowerCase()),
    caughtBy: ['keeps names apart that look alike'],
  },

  'trims names': {
    createStore: renaming((stream) => stream.trim()),
    caughtBy: ['keeps names apart that look alike'],
  },

  'normalises names': {
    createStore: renaming((stream) => stream.normalize()),
    caughtBy: ['keeps names apart that look alike'],
  },

  'cuts names': {
    createStore: renaming((stream) => stream.slice(0, 255)),
    caughtBy: [
      'keeps names apart that look alike',
      'refuses a name it cannot use, or stores under it: never under another',
    ],
  },

  'refuses long names': {
    createStore: laxStore((strict) => ({
      append: async (commit, options) => {
        if (commit.stream.length > 255) throw new InvalidStreamError(commit.stream, 'it is too long.');
        return strict.append(commit, options);
      },
    })),
    caughtBy: ['stores under a name of 1,500 bytes'],
  },

  'encodes names in UTF-8 without looking': {
    createStore: renaming((stream) => Buffer.from(stream).toString()),
    caughtBy: ['refuses a name it cannot use, or stores under it: never under another'],
  },

  'keeps only the letters of names': {
    createStore: renaming((stream) => stream.replace(/[^\w:-]/g, '')),
    caughtBy: ['keeps names apart that look alike'],
  },

  'cannot read names with a line break': {
    createStore: laxStore((strict) => ({
      load: (stream, options) => strict.load(/^.*/.exec(stream)?.[0] ?? '', options),
    })),
    caughtBy: ['stores under names with every kind of character'],
  },

  'looks names up in an object': {
    createStore: laxStore((strict) => {
      const known: Record<string, boolean> = {};
      return {
        load: async (stream, options) =>
          strict.load(stream in known && !Object.hasOwn(known, stream) ? '' : stream, options),
        append: async (commit, options) => {
          known[commit.stream] = true;
          return strict.append(commit, options);
        },
      };
    }),
    caughtBy: ['stores under the names of properties that every object has'],
  },
};
