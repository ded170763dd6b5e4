import assert from 'node:assert/strict';
import { CommitTooLargeError, type Store } from '@eventsource/core';
import { ContractStream, readable } from './contract-stream.js';
import type { ContractTests } from './contract-test.js';

/** This many bytes in records of 1,000 and one with the rest. */
function recordsOf(bytes: number): readonly string[] {
  const full = Array.from({ length: Math.floor(bytes / 1_000) }, (_, index) => `${index} `.padEnd(1_000, 'x'));
  return bytes % 1_000 > 0 ? [...full, 'y'.repeat(bytes % 1_000)] : full;
}

export const sizes = {
  'stores a commit of 100 events whole': async ({ store, largestCommit = Infinity }) => {
    const stream = new ContractStream(store);
    await stream.append(recordsOf(Math.min(100_000, Math.floor(largestCommit / 2))));
    await stream.append(['next']);
    assert.deepEqual(await stream.stored(), stream.written);
  },

  'stores one large record as it is': async ({ store, largestCommit = Infinity }) => {
    const stream = new ContractStream(store);
    await stream.append(['x'.repeat(Math.min(300_000, Math.floor(largestCommit / 2)))]);
    await stream.append(['next']);
    assert.deepEqual(await stream.stored(), stream.written);
  },

  'stores a commit of 1.5 MB whole or refuses it as too large, and never shows a part of it': async ({ store }) => {
    const stream = new ContractStream(store);
    await stream.append(['before']);
    await appendWholeOrNot(stream, recordsOf(1_500_000));
    await stream.append(['after']);
    assert.deepEqual(await stream.stored(), stream.written);
  },

  'loads a commit of 1.5 MB whole, wherever in it a load begins or ends': async ({ store }) => {
    const stream = new ContractStream(store);
    await stream.append(['before']);
    await appendWholeOrNot(stream, recordsOf(1_500_000));
    await stream.append(['after'], { fingerprint: 'f', data: 'state' });
    for (const upTo of [1, 2, 500, stream.version.number - 1].filter((version) => version < stream.version.number)) {
      const expected = stream.written.filter(({ first }) => first <= upTo);
      assert.deepEqual((await stream.load({ upTo })).commits, expected, `up to version ${upTo}`);
      const usable = { fingerprint: 'f', every: 2 };
      assert.deepEqual(await stream.load({ upTo, snapshots: usable }), { commits: expected }, `up to version ${upTo}`);
    }
    for (const after of [0, 1, 2, 500]) {
      const expected = stream.written.filter(({ first }) => first > after);
      assert.deepEqual((await stream.load({ after })).commits, expected, `after version ${after}`);
    }
    const second = await store.read(stream.name, 2);
    assert.deepEqual(second && readable(second), stream.written[1]);
  },

  'shows a reader whole commits only, while they are appended': async ({ store }) => {
    const stream = new ContractStream(store);
    await whileReading(stream, async () => {
      for (let index = 0; index < 20; index += 1) await stream.append(recordsOf(7_000));
    });
    assert.deepEqual(await stream.stored(), stream.written);
  },
} satisfies ContractTests;

/** For a store that states a limit. */
export const sizeLimit = (largestCommit: number) =>
  ({
    'stores a commit just within its limit': async ({ store }) => {
      const stream = new ContractStream(store);
      await stream.append(recordsOf(Math.floor(largestCommit * 0.95)));
      assert.deepEqual(await stream.stored(), stream.written);
    },

    'refuses a commit above its limit, and keeps the stream usable': async ({ store }) => {
      const stream = new ContractStream(store);
      await stream.append(['before']);
      await assert.rejects(stream.append(recordsOf(largestCommit + 1)), CommitTooLargeError);
      await stream.append(['after']);
      assert.deepEqual(await stream.stored(), stream.written);
    },
  }) satisfies ContractTests;

async function appendWholeOrNot(stream: ContractStream, records: readonly string[]): Promise<void> {
  await whileReading(stream, async () => {
    try {
      await stream.append(records);
    } catch (error) {
      assert.ok(error instanceof CommitTooLargeError, `refused with ${String(error)}, not with a CommitTooLargeError`);
    }
  });
}

/** Loads the stream again and again until the writing has ended; what each load sees must be whole commits from 1 on. */
async function whileReading(stream: ContractStream, write: () => Promise<void>): Promise<void> {
  const writing = { ended: false };
  const ended = write().finally(() => {
    writing.ended = true;
  });
  const seen = readAll(stream.store, stream.name, writing);
  await Promise.all([ended, seen]);
  for (const commits of await seen) assert.deepEqual(commits, stream.written.slice(0, commits.length));
}

async function readAll(store: Store, name: string, writing: { ended: boolean }) {
  const seen = [];
  do {
    seen.push(await new ContractStream(store, name).stored());
    await new Promise((resolve) => setImmediate(resolve));
  } while (!writing.ended);
  return seen;
}
