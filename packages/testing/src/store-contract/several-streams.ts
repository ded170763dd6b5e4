import assert from 'node:assert/strict';
import {
  type Appended,
  type Commit,
  ConcurrencyError,
  isTransactional,
  type RequestOptions,
  type Store,
} from '@eventsource/core';
import { ContractStream, readable } from './contract-stream.js';
import type { ContractTests } from './contract-test.js';

/** For a store that appends to several streams at once. */
export const severalStreams = {
  'stores commits to several streams': async ({ store }) => {
    const streams = streamsOf(store, 3);
    await appendTo(streams, ['created']);
    await appendTo(streams, ['approved', 'shipped']);
    await assertAsWritten(streams);
  },

  'stores commits to fifty streams': async ({ store }) => {
    const streams = streamsOf(store, 50);
    await appendTo(streams, ['created']);
    await assertAsWritten(streams);
  },

  'stores commits of different lengths at different versions': async ({ store }) => {
    const [short, long] = [new ContractStream(store), new ContractStream(store)];
    await long.append(['a', 'b', 'c']);
    await long.append(['d']);
    const commits = [short.commit(['one']), long.commit(['e', 'f', 'g'])];
    await appendAll(store, commits);
    short.wrote(commits[0] ?? assert.fail());
    long.wrote(commits[1] ?? assert.fail());
    await assertAsWritten([short, long]);
    assert.deepEqual(readable((await store.read(long.name, 5)) ?? assert.fail('not there to read')), long.written[2]);
  },

  'stores none of the commits when the slot of one is taken, and names its stream': async ({ store }) => {
    for (const taken of [0, 1, 2]) {
      const streams = streamsOf(store, 3);
      const commits = streams.map((stream) => stream.commit(['together']));
      const victim = streams[taken] ?? assert.fail();
      await victim.append(['first']);
      await victim.append(['second']);

      const refusal = await appendAll(store, commits).catch((error: unknown) => error);

      assert.ok(refusal instanceof ConcurrencyError, `expected a ConcurrencyError, got ${String(refusal)}`);
      assert.deepEqual([refusal.stream, refusal.expectedVersion], [victim.name, 0]);
      if (refusal.winner) assert.deepEqual(readable(refusal.winner), victim.written[0]);
      await assertAsWritten(streams);
    }
  },

  'refuses the same commits a second time, and shows one as the winner if any': async ({ store }) => {
    const streams = streamsOf(store, 2);
    const commits = await appendTo(streams, ['created', 'approved']);

    const refusal = await appendAll(store, commits).catch((error: unknown) => error);

    assert.ok(refusal instanceof ConcurrencyError, `expected a ConcurrencyError, got ${String(refusal)}`);
    const named = streams.find(({ name }) => name === refusal.stream);
    assert.ok(named, 'it names a stream that nothing was appended to');
    if (refusal.winner) assert.deepEqual(readable(refusal.winner), named.written[0]);
    await assertAsWritten(streams);
  },

  'stores none of the commits when one has no records': async ({ store }) => {
    const streams = streamsOf(store, 2);
    const [one, other] = streams.map((stream, index) => stream.commit(index === 0 ? ['created'] : []));
    await assert.rejects(appendAll(store, [one ?? assert.fail(), other ?? assert.fail()]), 'it was appended');
    await assertAsWritten(streams);
  },

  'refuses two commits to one stream': async ({ store }) => {
    const [stream, other] = streamsOf(store, 2);
    assert.ok(stream && other);
    const twice = [stream.commit(['one']), other.commit(['created']), stream.commit(['another'])];
    await assert.rejects(appendAll(store, twice), 'two commits to one stream were appended together');
    await assertAsWritten([stream, other]);
  },

  'tells of each commit whether its snapshot is stored': async ({ store }) => {
    const streams = streamsOf(store, 3);
    const commits = streams.map((stream, index) =>
      stream.commit(['created'], index === 1 ? undefined : { fingerprint: 'f', data: `state ${index}` }),
    );
    const appended = await appendAll(store, commits);
    assert.deepEqual(
      appended.map(({ snapshotStored }) => snapshotStored),
      [true, false, true],
    );
    const loaded = await Promise.all(
      streams.map((stream) => stream.load({ snapshots: { fingerprint: 'f', every: 1 } })),
    );
    assert.deepEqual(
      loaded.map(({ snapshot }) => snapshot?.data),
      ['state 0', undefined, 'state 2'],
    );
  },

  'appends the records of all even when a snapshot beside them is too large': async ({ store }) => {
    const streams = streamsOf(store, 2);
    const snapshot = { fingerprint: 'f', data: 'x'.repeat(2_000_000) };
    const commits = streams.map((stream) => stream.commit(['created'], snapshot));
    const appended = await appendAll(store, commits);
    for (const [index, stream] of streams.entries()) {
      stream.wrote(commits[index] ?? assert.fail());
      const { snapshot: loaded } = await stream.load({ snapshots: { fingerprint: 'f', every: 1 } });
      assert.equal(loaded !== undefined, appended[index]?.snapshotStored, 'the answer about a snapshot is wrong');
    }
    await assertAsWritten(streams);
  },

  'appends a single commit, and nothing when there is none': async ({ store }) => {
    const [stream] = streamsOf(store, 1);
    assert.ok(stream);
    await appendTo([stream], ['created']);
    assert.deepEqual(await appendAll(store, []), []);
    await assertAsWritten([stream]);
  },

  'stores none of the commits when it was aborted before it began': async ({ store }) => {
    const streams = streamsOf(store, 2);
    const commits = streams.map((stream) => stream.commit(['created']));
    const signal = AbortSignal.abort(new Error('the caller gave up'));
    await assert.rejects(appendAll(store, commits, { signal }), 'an aborted append was carried out');
    await assertAsWritten(streams);
  },
} satisfies ContractTests;

export const streamsOf = (store: Store, count: number): ContractStream[] =>
  Array.from({ length: count }, () => new ContractStream(store));

/** Fails where there is no `appendAll`. */
export function appendAll(
  store: Store,
  commits: readonly Commit[],
  options?: RequestOptions,
): Promise<readonly Appended[]> {
  assert.ok(isTransactional(store), 'the store has no appendAll, so that it has no transactions to test');
  return store.appendAll(commits, options);
}

/** Appends the same records to each, together. */
async function appendTo(streams: readonly ContractStream[], records: readonly string[]): Promise<readonly Commit[]> {
  const commits = streams.map((stream) => stream.commit(records));
  const [first] = streams;
  if (first) await appendAll(first.store, commits);
  for (const [index, stream] of streams.entries()) stream.wrote(commits[index] ?? assert.fail());
  return commits;
}

export async function assertAsWritten(streams: readonly ContractStream[]): Promise<void> {
  for (const stream of streams) assert.deepEqual(await stream.stored(), stream.written);
}
