import assert from 'node:assert/strict';
import { type Commit, ConcurrencyError, type Store, StreamVersion } from '@eventsource/core';
import { ContractStream } from './contract-stream.js';
import type { ContractTests } from './contract-test.js';
import { appendAll, assertAsWritten, streamsOf } from './several-streams.js';

/** For a store that appends to several streams at once. That all who race lose is allowed: they were in each other's way. */
export const racingTransactions = {
  'lets at most one of twenty racing writers of the same streams win, with all of its commits': async ({ store }) => {
    const streams = streamsOf(store, 3);
    await race(
      streams,
      Array.from({ length: 20 }, () => streams),
    );
  },

  'lets writers of overlapping streams win only with all of their commits': async ({ store }) => {
    const [a, b, c, d] = streamsOf(store, 4);
    assert.ok(a && b && c && d);
    await race(
      [a, b, c, d],
      [
        [a, b],
        [b, c],
        [c, d],
        [d, a],
        [a, c],
        [d, c, b, a],
      ],
    );
  },

  'lets at most one win when some write to one stream and others to several': async ({ store }) => {
    const [one, other] = streamsOf(store, 2);
    assert.ok(one && other);
    await race([one, other], [[one], [one, other], [one], [other, one], [other]]);
  },

  'does not let writers of different streams disturb each other together': async ({ store }) => {
    const pairs = Array.from({ length: 10 }, () => streamsOf(store, 2));
    await Promise.all(pairs.map((pair) => write(pair, 'alone')));
    for (const pair of pairs) {
      for (const stream of pair)
        assert.deepEqual(
          (await stream.stored()).map(({ records }) => records),
          [['alone']],
        );
    }
  },

  'neither loses nor makes anything when writers move it between streams until they win': async ({ store }) => {
    const names = streamsOf(store, 3).map(({ name }) => name);
    const movers = Array.from({ length: 6 }, (_, mover) => mover);
    await Promise.all(movers.map((mover) => moveUntilDone(store, names, mover)));

    const stored = await Promise.all(names.map((name) => new ContractStream(store, name).stored()));
    const records = stored.flat().flatMap((commit) => commit.records);
    const moves = movers.flatMap((mover) => [0, 1, 2].map((nth) => `${mover}.${nth}`));
    assert.deepEqual(records.sort(), moves.flatMap((move) => [`from ${move}`, `to ${move}`]).sort());
    for (const commits of stored) assertWithoutGaps(commits);
  },
} satisfies ContractTests;

/** Appends to all these choices of streams at once, and checks that each choice is stored whole or not at all. */
async function race(
  streams: readonly ContractStream[],
  choices: readonly (readonly ContractStream[])[],
): Promise<void> {
  const attempts = choices.map((chosen, writer) => ({
    chosen,
    commits: chosen.map((stream) => stream.commit([`writer ${writer}`])),
  }));
  const outcomes = await Promise.allSettled(
    attempts.map(({ commits }) => appendAll(streams[0]?.store ?? assert.fail(), commits)),
  );
  for (const [index, outcome] of outcomes.entries()) {
    const { chosen, commits } = attempts[index] ?? assert.fail();
    if (outcome.status === 'fulfilled') for (const [nth, stream] of chosen.entries()) note(stream, commits[nth]);
    else checkLoser(outcome.reason, chosen);
  }
  await assertAsWritten(streams);
}

function note(stream: ContractStream, commit: Commit = assert.fail()): void {
  assert.equal(stream.written.length, 0, `two writers won in stream "${stream.name}"`);
  stream.wrote(commit);
}

function checkLoser(reason: unknown, chosen: readonly ContractStream[]): void {
  assert.ok(reason instanceof ConcurrencyError, `a loser got ${String(reason)} instead of a ConcurrencyError`);
  assert.ok(
    chosen.some(({ name }) => name === reason.stream),
    'a loser was told of a stream it did not write to',
  );
  assert.equal(reason.expectedVersion, 0);
}

async function write(streams: readonly ContractStream[], record: string): Promise<void> {
  await appendAll(
    streams[0]?.store ?? assert.fail(),
    streams.map((stream) => stream.commit([record])),
  );
}

/** Moves three things from one of the streams to another, and each as often as it takes. */
async function moveUntilDone(store: Store, names: readonly string[], mover: number): Promise<void> {
  const [from = '', to = ''] = [names[mover % names.length], names[(mover + 1) % names.length]];
  for (const nth of [0, 1, 2]) {
    for (let tries = 1; !(await tryToMove(store, from, to, `${mover}.${nth}`)); tries += 1) {
      assert.ok(tries <= 200, 'appends are refused again and again');
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 5 * tries));
    }
  }
}

async function tryToMove(store: Store, from: string, to: string, move: string): Promise<boolean> {
  const commits = [await nextCommit(store, from, `from ${move}`), await nextCommit(store, to, `to ${move}`)];
  try {
    await appendAll(store, commits);
    return true;
  } catch (error) {
    if (error instanceof ConcurrencyError) return false;
    throw error;
  }
}

async function nextCommit(store: Store, name: string, record: string): Promise<Commit> {
  const stream = new ContractStream(store, name);
  const last = (await stream.stored()).at(-1);
  const version = last ? last.first - 1 + last.records.length : 0;
  return { ...stream.commit([record]), after: StreamVersion.start.plus(version) };
}

function assertWithoutGaps(commits: readonly { readonly first: number; readonly records: readonly string[] }[]): void {
  let version = 0;
  for (const { first, records } of commits) {
    assert.equal(first, version + 1, 'a version is missing or taken twice');
    version += records.length;
  }
}
