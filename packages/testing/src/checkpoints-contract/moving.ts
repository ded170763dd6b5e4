import assert from 'node:assert/strict';
import { CheckpointMovedError } from '@eventsource/core';
import { ContractConsumer } from './contract-consumer.js';
import type { CheckpointsTests } from './contract-test.js';

export const moving = {
  'knows nothing of streams that a consumer has not met': async ({ checkpoints }) => {
    const consumer = new ContractConsumer(checkpoints);
    await consumer.move('a', 0, 3);
    const read = await checkpoints.read(consumer.name, ['b', 'a', 'c']);
    assert.deepEqual([...read], [['a', { version: 3, tries: 0, stopped: false }]]);
    assert.equal((await checkpoints.read(consumer.name, [])).size, 0);
  },

  'keeps the last of several moves': async ({ checkpoints }) => {
    const consumer = new ContractConsumer(checkpoints);
    for (const [from, to] of [
      [0, 1],
      [1, 4],
      [4, 1000],
    ] as const) {
      await consumer.move('a', from, to);
    }
    assert.deepEqual(await consumer.at('a'), { version: 1000, tries: 0, stopped: false });
  },

  'keeps streams and consumers apart, whatever their names': async ({ checkpoints }) => {
    const consumer = new ContractConsumer(checkpoints);
    const other = new ContractConsumer(checkpoints, `${consumer.name}:a`);
    const streams = ['a', 'A', 'a:a', ':a', 'a@1', 'ä', 'a b', '{"a":1}', `${'long '.repeat(100)}`];
    for (const [at, stream] of streams.entries()) await consumer.move(stream, 0, at + 1);
    await other.move('a', 0, 77);
    const read = await checkpoints.read(consumer.name, streams);
    assert.deepEqual(
      streams.map((stream) => read.get(stream)?.version),
      streams.map((_, at) => at + 1),
    );
    assert.equal((await other.at('a'))?.version, 77);
    assert.equal(await other.at('A'), undefined);
  },

  'reads many streams at once': async ({ checkpoints }) => {
    const consumer = new ContractConsumer(checkpoints);
    const streams = Array.from({ length: 250 }, (_, at) => `stream-${at}`);
    // Not all at once: a small server would let some of them wait for too long.
    for (let from = 0; from < streams.length; from += 25) {
      const some = streams.slice(from, from + 25);
      await Promise.all(some.map((stream, at) => consumer.move(stream, 0, from + at + 1)));
    }
    const read = await checkpoints.read(consumer.name, [...streams, ...streams, 'none']);
    assert.deepEqual(
      streams.map((stream) => read.get(stream)?.version),
      streams.map((_, at) => at + 1),
    );
    assert.equal(read.size, streams.length);
  },

  'refuses a move from where the consumer is not': async ({ checkpoints }) => {
    const consumer = new ContractConsumer(checkpoints);
    await refuses(consumer, 2, 3);
    assert.equal(await consumer.at('a'), undefined);
    await consumer.move('a', 0, 2);
    for (const from of [0, 1, 3]) await refuses(consumer, from, from + 4);
    assert.equal((await consumer.at('a'))?.version, 2);
  },

  'refuses a move that goes nowhere or back': async ({ checkpoints }) => {
    const consumer = new ContractConsumer(checkpoints);
    await consumer.move('a', 0, 2);
    for (const to of [2, 1, Number.NaN]) await assert.rejects(consumer.move('a', 2, to), RangeError);
    assert.equal((await consumer.at('a'))?.version, 2);
  },

  'runs the work before it moves, and does not move when the work fails': async ({ checkpoints }) => {
    const consumer = new ContractConsumer(checkpoints);
    const failure = new Error('no');
    let seen: number | undefined = -1;
    const work = async () => {
      seen = (await consumer.at('a'))?.version;
      throw failure;
    };
    await assert.rejects(consumer.move('a', 0, 1, work), (error) => error === failure);
    assert.equal(seen, undefined);
    assert.equal(await consumer.at('a'), undefined);
  },

  'lets exactly one of ten racing moves through': async ({ checkpoints }) => {
    const consumer = new ContractConsumer(checkpoints);
    for (const from of [0, 1]) {
      const moves = Array.from({ length: 10 }, () => consumer.move('a', from, from + 1));
      const outcomes = await Promise.allSettled(moves);
      const losers = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []));
      assert.equal(losers.length, 9, `${10 - losers.length} of 10 racing moves were made`);
      for (const loser of losers) assert.ok(loser instanceof CheckpointMovedError, `a loser got ${String(loser)}`);
      assert.equal((await consumer.at('a'))?.version, from + 1);
    }
  },

  'moves nothing once the signal is aborted': async ({ checkpoints }) => {
    const { name } = new ContractConsumer(checkpoints);
    const signal = AbortSignal.abort(new Error('the caller gave up'));
    const move = { consumer: name, stream: 'a', from: 0, to: 1 };
    await assert.rejects(checkpoints.move(move, async () => {}, { signal }));
    await assert.rejects(checkpoints.read(name, ['a'], { signal }));
    assert.equal((await checkpoints.read(name, ['a'])).size, 0);
  },
} satisfies CheckpointsTests<'checkpoints'>;

async function refuses<T>(consumer: ContractConsumer<T>, from: number, to: number): Promise<void> {
  const refusal = await consumer.move('a', from, to).catch((error: unknown) => error);
  assert.ok(refusal instanceof CheckpointMovedError, `expected a CheckpointMovedError, got ${String(refusal)}`);
  assert.deepEqual([refusal.consumer, refusal.stream, refusal.version], [consumer.name, 'a', from]);
}
