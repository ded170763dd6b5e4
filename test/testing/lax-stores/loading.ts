import { type LoadOptions } from '@eventsource/core';
import { changing, commitsOf, type LaxStores, laxStore, withCommits } from './lax-store.js';

const withoutRange = ({ after: _, upTo: __, ...options }: LoadOptions = {}) => options;

export const laxLoading: LaxStores = {
  'sorts versions as text': {
    createStore: changing((commits) => [...commits].sort((a, b) => (`${a.first}` < `${b.first}` ? -1 : 1))),
    caughtBy: ['loads commits in the order of their versions, not of their digits'],
  },

  'yields the newest commit first': {
    createStore: changing((commits) => commits.toReversed()),
    caughtBy: ['loads what was appended, commit by commit', 'loads 5,000 events'],
  },

  'loses what does not fit on the first page': {
    createStore: changing((commits) => commits.slice(0, 70)),
    caughtBy: [
      'loads 5,000 events',
      'loads the ranges of 5,000 events',
      'loads 5,000 events when no snapshot of them can be used',
      'loads what was appended before the load, though it is iterated after further appends',
      'loads commits in the order of their versions, not of their digits',
    ],
  },

  'loses the second page': {
    createStore: changing((commits) => [...commits.slice(0, 50), ...commits.slice(60)]),
    caughtBy: ['loads 5,000 events', 'loads the ranges of 5,000 events'],
  },

  'can be read by one reader only': {
    createStore: laxStore((strict) => {
      let reading = false;
      return {
        load: async (stream, options) => {
          const { pages, ...history } = await strict.load(stream, options);
          const exclusive = async function* () {
            if (reading) throw new Error('another reader has not finished');
            reading = true;
            for await (const page of pages) for (const commit of page) yield [commit];
            reading = false;
          };
          return { ...history, pages: exclusive() };
        },
      };
    }),
    caughtBy: ['lets a reader stop early'],
  },

  'reads the commit that a version lies in': {
    createStore: laxStore((strict) => ({
      read: async (stream, version) => (await commitsOf(await strict.load(stream, { upTo: version }))).at(-1),
    })),
    caughtBy: ['reads nothing at a version where no commit begins', 'answers no read that was aborted before it began'],
  },

  'reads nothing': {
    createStore: laxStore(() => ({ read: async () => undefined })),
    caughtBy: ['reads the commit that begins at a version', 'stores under names with every kind of character'],
  },

  'loads everything whatever the range': {
    createStore: laxStore((strict) => ({ load: (stream, options) => strict.load(stream, withoutRange(options)) })),
    caughtBy: [
      'loads only commits that begin after a version',
      'loads only commits that begin at or before a version',
      'loads what lies between two versions',
      'loads the ranges of 5,000 events',
    ],
  },

  'takes the version in "after" for one of the range': {
    createStore: laxStore((strict) => ({
      load: (stream, { after, ...options } = {}) =>
        strict.load(stream, { ...options, ...(after !== undefined && { after: after - 1 }) }),
    })),
    caughtBy: ['loads only commits that begin after a version', 'loads what lies between two versions'],
  },

  'leaves out the commit in the middle of which "upTo" lies': {
    createStore: laxStore((strict) => ({
      load: async (stream, options) =>
        withCommits(await strict.load(stream, options), (commits) =>
          commits.filter(({ first, records }) => first + records.length - 1 <= (options?.upTo ?? Infinity)),
        ),
    })),
    caughtBy: [
      'loads only commits that begin at or before a version',
      'loads the commit that a version lies in from a snapshot before it',
    ],
  },
};
