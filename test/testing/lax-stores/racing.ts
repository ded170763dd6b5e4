import { type Appended, type Commit, ConcurrencyError, type MemoryStore, StreamVersion } from '@eventsource/core';
import { commitsOf, type LaxStores, laxStore, versionOf } from './lax-store.js';

/** Appends at the end, whatever the commit follows and however often others come first. */
async function appendAnyway(strict: MemoryStore, commit: Commit): Promise<Appended> {
  const after = StreamVersion.start.plus(await versionOf(strict, commit.stream));
  return strict.append({ ...commit, after }).catch((error: unknown) => {
    if (error instanceof ConcurrencyError) return appendAnyway(strict, commit);
    throw error;
  });
}

export const laxRacing: LaxStores = {
  'appends at the end whatever the commit follows': {
    createStore: laxStore((strict) => ({ append: (commit) => appendAnyway(strict, commit) })),
    caughtBy: [
      'lets exactly one of two racing writers win',
      'lets exactly one of twenty racing writers win',
      'lets exactly one win when their commits differ in length',
      'lets exactly one win in the middle of a stream',
      'lets exactly one win when they carry snapshots',
      'tells a late writer which commit took its place, if it sees it',
      'refuses the same commit a second time, and shows it as the winner if any',
    ],
  },

  'checks the version first and writes later': {
    createStore: () => {
      const streams = new Map<string, Commit[]>();
      const newest = (stream: string) => {
        const last = streams.get(stream)?.at(-1);
        return last ? last.after.number + last.records.length : 0;
      };
      const strict = laxStore(() => ({}))();
      return {
        ...strict,
        append: async (commit) => {
          const { stream, after } = commit;
          if (after.number < newest(stream)) throw new ConcurrencyError(stream, after.number);
          await new Promise((resolve) => setImmediate(resolve));
          streams.set(stream, [...(streams.get(stream) ?? []), commit]);
          await strict.append(commit).catch(() => {});
          return { snapshotStored: commit.snapshot !== undefined };
        },
      };
    },
    caughtBy: [
      'lets exactly one of two racing writers win',
      'lets exactly one of twenty racing writers win',
      'keeps every commit exactly once and leaves no gap when writers try until they win',
    ],
  },

  'reports a conflict as some failure': {
    createStore: laxStore((strict) => ({
      append: (commit, options) =>
        strict.append(commit, options).catch(() => {
          throw new Error('duplicate key');
        }),
    })),
    caughtBy: [
      'lets exactly one of two racing writers win',
      'tells a late writer which commit took its place, if it sees it',
      'refuses the same commit a second time, and shows it as the winner if any',
    ],
  },

  'shows the newest commit as the winner': {
    createStore: laxStore((strict) => ({
      append: (commit, options) =>
        strict.append(commit, options).catch(async (error: unknown) => {
          if (!(error instanceof ConcurrencyError)) throw error;
          const winner = (await commitsOf(await strict.load(commit.stream))).at(-1);
          throw new ConcurrencyError(error.stream, error.expectedVersion, winner);
        }),
    })),
    caughtBy: [
      'tells a late writer which commit took its place, if it sees it',
      'refuses the same commit a second time, and shows it as the winner if any',
    ],
  },

  'lets one append at a time through and refuses the others, of any stream': {
    createStore: laxStore((strict) => {
      let busy = false;
      return {
        append: async (commit, options) => {
          if (busy) throw new ConcurrencyError(commit.stream, commit.after.number);
          busy = true;
          await new Promise((resolve) => setImmediate(resolve));
          busy = false;
          return strict.append(commit, options);
        },
      };
    }),
    caughtBy: ['does not let writers of different streams disturb each other'],
  },
};
