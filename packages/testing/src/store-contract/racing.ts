import assert from 'node:assert/strict';
import { type Commit, ConcurrencyError, type Store, StreamVersion } from '@eventsource/core';
import { ContractStream, readable } from './contract-stream.js';
import type { ContractTests } from './contract-test.js';

export const racing = {
  'lets exactly one of two racing writers win': ({ store }) => race(new ContractStream(store), [1, 1]),

  'lets exactly one of twenty racing writers win': ({ store }) =>
    race(
      new ContractStream(store),
      Array.from({ length: 20 }, () => 1),
    ),

  'lets exactly one win when their commits differ in length': ({ store }) =>
    race(new ContractStream(store), [3, 1, 2, 1, 5]),

  'lets exactly one win in the middle of a stream': async ({ store }) => {
    const stream = new ContractStream(store);
    await stream.appendSingles(12);
    await race(stream, [1, 2, 1, 2]);
  },

  'lets exactly one win when they carry snapshots': async ({ store }) => {
    const stream = new ContractStream(store);
    await stream.append(['created'], { fingerprint: 'f', data: 'created' });
    await race(stream, [1, 1, 2], 'f');
  },

  'tells a late writer which commit took its place, if it sees it': async ({ store }) => {
    const stream = new ContractStream(store);
    const late = stream.commit(['late']);
    await stream.append(['first', 'second']);
    await stream.append(['third']);

    const refusal = await store.append(late).catch((error: unknown) => error);

    assert.ok(refusal instanceof ConcurrencyError, `expected a ConcurrencyError, got ${String(refusal)}`);
    if (refusal.winner) assert.deepEqual(readable(refusal.winner), stream.written[0]);
    assert.deepEqual(await stream.stored(), stream.written);
  },

  'does not let writers of different streams disturb each other': async ({ store }) => {
    const streams = Array.from({ length: 10 }, () => new ContractStream(store));
    await Promise.all(streams.map((stream) => stream.append(['created', 'approved'])));
    for (const stream of streams) assert.deepEqual(await stream.stored(), stream.written);
  },

  'keeps every commit exactly once and leaves no gap when writers try until they win': async ({ store }) => {
    const { name } = new ContractStream(store);
    const writers = ['ann', 'bob', 'cid', 'dee'];
    await Promise.all(writers.map((writer) => writeUntilDone(store, name, writer, [1, 3, 2, 1, 4])));

    const commits = await new ContractStream(store, name).stored();

    let version = 0;
    for (const { first, records } of commits) {
      assert.equal(first, version + 1, 'a version is missing or taken twice');
      version += records.length;
    }
    const stored = commits.flatMap(({ records }) => records).sort();
    const expected = writers.flatMap((writer) => [1, 3, 2, 1, 4].flatMap((length, nth) => labels(writer, nth, length)));
    assert.deepEqual(stored, expected.sort());
  },
} satisfies ContractTests;

/** Appends commits of these lengths at once, all after the same version, and checks that one of them alone is stored. */
async function race(stream: ContractStream, lengths: readonly number[], fingerprint?: string): Promise<void> {
  const commits = lengths.map((length, writer) =>
    stream.commit(labels(`writer ${writer}`, 0, length), fingerprint ? { fingerprint, data: `${writer}` } : undefined),
  );
  const outcomes = await Promise.allSettled(commits.map((commit) => stream.store.append(commit)));

  const winners = commits.filter((_, index) => outcomes[index]?.status === 'fulfilled');
  assert.equal(winners.length, 1, `${winners.length} of ${lengths.length} racing appends succeeded`);
  const [winner] = winners;
  if (winner) stream.wrote(winner);
  for (const outcome of outcomes) if (outcome.status === 'rejected') checkLoser(outcome.reason, stream);
  assert.deepEqual(await stream.stored(), stream.written);
}

function checkLoser(reason: unknown, stream: ContractStream): void {
  assert.ok(reason instanceof ConcurrencyError, `a loser got ${String(reason)} instead of a ConcurrencyError`);
  const winner = stream.written.at(-1);
  assert.deepEqual([reason.stream, reason.expectedVersion], [stream.name, (winner?.first ?? 1) - 1]);
  if (reason.winner) assert.deepEqual(readable(reason.winner), winner);
}

/** A refusal means that another writer won, and they all win 20 times together: after more, the store refuses for nothing. */
async function writeUntilDone(store: Store, name: string, writer: string, lengths: readonly number[]): Promise<void> {
  for (const [nth, length] of lengths.entries()) {
    const appended = async () => tryToAppend(store, await nextCommit(store, name, labels(writer, nth, length)));
    for (let tries = 1; !(await appended()); tries += 1) {
      assert.ok(tries <= 20, 'appends are refused though no other writer has won');
    }
  }
}

async function nextCommit(store: Store, name: string, records: readonly string[]): Promise<Commit> {
  const last = (await new ContractStream(store, name).stored()).at(-1);
  const version = last ? last.first - 1 + last.records.length : 0;
  return { ...new ContractStream(store, name).commit(records), after: StreamVersion.start.plus(version) };
}

async function tryToAppend(store: Store, commit: Commit): Promise<boolean> {
  try {
    await store.append(commit);
    return true;
  } catch (error) {
    if (error instanceof ConcurrencyError) return false;
    throw error;
  }
}

const labels = (writer: string, nth: number, length: number) =>
  Array.from({ length }, (_, index) => `${writer}, commit ${nth}, event ${index}`);
