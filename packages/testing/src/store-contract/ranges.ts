import assert from 'node:assert/strict';
import type { Store } from '@eventsource/core';
import { ContractStream } from './contract-stream.js';
import type { ContractTests } from './contract-test.js';

/** Commits that begin at the versions 1, 3, 4, 7 and 8; the last event is version 8. */
async function fiveCommits(store: Store): Promise<ContractStream> {
  const stream = new ContractStream(store);
  for (const length of [2, 1, 3, 1, 1]) await stream.append(Array.from({ length }, (_, index) => `event ${index}`));
  return stream;
}

export const ranges = {
  'loads only commits that begin after a version': async ({ store }) => {
    const stream = await fiveCommits(store);
    for (const after of [0, 1, 2, 3, 6, 7, 8, 100]) {
      const expected = stream.written.filter(({ first }) => first > after);
      assert.deepEqual((await stream.load({ after })).commits, expected, `after version ${after}`);
    }
  },

  'loads only commits that begin at or before a version': async ({ store }) => {
    const stream = await fiveCommits(store);
    for (const upTo of [1, 2, 3, 4, 5, 6, 7, 8, 100]) {
      const expected = stream.written.filter(({ first }) => first <= upTo);
      assert.deepEqual((await stream.load({ upTo })).commits, expected, `up to version ${upTo}`);
    }
  },

  'loads what lies between two versions': async ({ store }) => {
    const stream = await fiveCommits(store);
    const expected = stream.written.filter(({ first }) => first > 2 && first <= 7);
    assert.deepEqual((await stream.load({ after: 2, upTo: 7 })).commits, expected);
    assert.deepEqual((await stream.load({ after: 7, upTo: 7 })).commits, []);
  },

  'loads nothing but commits when asked for a range, however many snapshots there are': async ({ store }) => {
    const stream = new ContractStream(store);
    for (const event of ['a', 'b', 'c']) await stream.append([event], { fingerprint: 'f', data: `state ${event}` });
    assert.deepEqual(await stream.load(), { commits: stream.written });
    assert.deepEqual(await stream.load({ after: 1 }), { commits: stream.written.slice(1) });
    assert.deepEqual(await stream.load({ upTo: 2 }), { commits: stream.written.slice(0, 2) });
  },
} satisfies ContractTests;
