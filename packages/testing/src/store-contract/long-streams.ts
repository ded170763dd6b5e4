import assert from 'node:assert/strict';
import type { LoadOptions, Store } from '@eventsource/core';
import { ContractStream, type ReadableCommit, readable } from './contract-stream.js';
import type { ContractTests } from './contract-test.js';

const events = 5_000;

/** 1.5 MB, more than the 1 MB that DynamoDB returns at once, in commits of 1 to 150 events. */
async function longStream(store: Store): Promise<ContractStream> {
  const stream = new ContractStream(store);
  for (const length of Array.from({ length: 20 }, () => [1, 2, 97, 150]).flat()) {
    const from = stream.version.number + 1;
    const snapshot = from === 4_751 ? { fingerprint: 'f', data: 'state' } : undefined;
    await stream.append(
      Array.from({ length }, (_, index) => `event ${from + index} `.padEnd(300, '.')),
      snapshot,
    );
  }
  assert.equal(stream.version.number, events);
  return stream;
}

export const longStreams = {
  'loads 5,000 events': async ({ store }) => {
    const stream = await longStream(store);
    assert.deepEqual(await stream.stored(), stream.written);
  },

  'loads the ranges of 5,000 events': async ({ store }) => {
    const stream = await longStream(store);
    for (const range of [{ after: 250 }, { upTo: 4_800 }, { after: 100, upTo: 4_900 }, { after: 4_999 }]) {
      assert.deepEqual((await stream.load(range)).commits, within(range, stream.written), JSON.stringify(range));
    }
  },

  'starts from a snapshot at the end of 5,000 events': async ({ store }) => {
    const stream = await longStream(store);
    const { snapshot, commits } = await stream.load({ snapshots: { fingerprint: 'f', every: 250 } });
    assert.deepEqual(snapshot, { version: 4_751, fingerprint: 'f', data: 'state' });
    assert.deepEqual(commits, within({ after: 4_751 }, stream.written));
  },

  'loads 5,000 events when no snapshot of them can be used': async ({ store }) => {
    const stream = await longStream(store);
    const history = await stream.load({ snapshots: { fingerprint: 'unknown', every: 20 } });
    assert.deepEqual(history, { commits: stream.written });
  },

  'loads what was appended before the load, though it is iterated after further appends': async ({ store }) => {
    const stream = await longStream(store);
    const before = stream.written.length;
    const { pages } = await store.load(stream.name);
    await stream.append(['appended after the load']);

    const commits: ReadableCommit[] = [];
    for await (const page of pages) commits.push(...page.map(readable));

    assert.ok(commits.length >= before, `${before - commits.length} commits are missing`);
    assert.deepEqual(commits, stream.written.slice(0, commits.length));
  },

  'lets a reader stop early': async ({ store }) => {
    const stream = await longStream(store);
    for await (const [first] of (await store.load(stream.name)).pages) {
      assert.deepEqual(first && readable(first), stream.written[0]);
      break;
    }
    await stream.append(['next']);
    assert.deepEqual((await stream.load({ after: events })).commits, stream.written.slice(-1));
  },
} satisfies ContractTests;

const within = ({ after = 0, upTo = Infinity }: LoadOptions, commits: readonly ReadableCommit[]) =>
  commits.filter(({ first }) => first > after && first <= upTo);
