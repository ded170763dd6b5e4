import assert from 'node:assert/strict';
import { CheckpointMovedError, type Checkpoints, type DeliveredCommit, Delivery } from '@eventsource/core';
import { ContractConsumer } from './contract-consumer.js';
import type { CheckpointsTests } from './contract-test.js';

export const resetting = {
  'forgets positions, tries and stopped streams of a consumer': async ({ checkpoints }) => {
    const consumer = new ContractConsumer(checkpoints);
    await consumer.move('a', 0, 3);
    await consumer.fail('b', 0, 2);
    await consumer.move('c', 0, 1);
    await checkpoints.stop(consumer.position('c', 1));
    assert.equal(await checkpoints.reset(consumer.name), 3);
    assert.equal((await checkpoints.read(consumer.name, ['a', 'b', 'c'])).size, 0);
    assert.deepEqual(await consumer.stopped(), []);
    assert.equal(await checkpoints.reset(consumer.name), 0);
  },

  'begins anew after it has forgotten': async ({ checkpoints }) => {
    const consumer = new ContractConsumer(checkpoints);
    await consumer.move('a', 0, 3);
    await checkpoints.stop(consumer.position('b', 0));
    await checkpoints.reset(consumer.name);
    await assert.rejects(consumer.move('a', 3, 4), CheckpointMovedError);
    await consumer.move('a', 0, 1);
    assert.equal(await consumer.fail('b', 0), 1);
    assert.deepEqual(await consumer.at('a'), { version: 1, tries: 0, stopped: false });
  },

  'forgets nothing of other consumers, however alike their names': async ({ checkpoints }) => {
    const { name } = new ContractConsumer(checkpoints);
    const others = [`${name}0`, `${name} a`, `${name}%20a`, `${name}:a`, `#${name}`, name.slice(0, -1)];
    const consumers = others.map((other) => new ContractConsumer(checkpoints, other));
    const streams = ['a', `${name} a`, 'x'.repeat(2000)];
    for (const stream of streams) {
      await new ContractConsumer(checkpoints, name).move(stream, 0, 1);
      for (const other of consumers) await other.move(stream, 0, 2);
    }
    await checkpoints.stop({ consumer: `${name}0`, stream: 'a', version: 2 });
    assert.equal(await checkpoints.reset(name), streams.length);
    for (const other of consumers) {
      const read = await checkpoints.read(other.name, streams);
      assert.equal(read.size, streams.length, `"${other.name}" keeps its positions`);
      assert.deepEqual(
        await other.stopped(),
        other.name === `${name}0` ? [{ stream: 'a', version: 2, tries: 0, resumed: false }] : [],
      );
    }
  },

  'forgets a great number of streams': async ({ checkpoints }) => {
    const consumer = new ContractConsumer(checkpoints);
    const streams = Array.from({ length: 130 }, (_, at) => `stream-${at}`);
    for (let from = 0; from < streams.length; from += 26) {
      await Promise.all(streams.slice(from, from + 26).map((stream) => consumer.move(stream, 0, 1)));
    }
    assert.equal(await checkpoints.reset(consumer.name), streams.length);
    assert.equal((await checkpoints.read(consumer.name, streams)).size, 0);
  },

  'is noticed by a delivery that remembers where it was': async ({ checkpoints }) => {
    const { name } = new ContractConsumer(checkpoints);
    const commits = [1, 2, 3].map((first) => ({ stream: 'a', first, records: [Buffer.from(`${first}`)] }));
    const taken: number[] = [];
    const delivery = new Delivery(storeOf(commits), consumerOf(checkpoints, name, taken));
    assert.deepEqual(await delivery.deliver(commits.slice(0, 2)), []);
    await checkpoints.reset(name);
    assert.deepEqual(await delivery.deliver(commits.slice(2)), []);
    assert.deepEqual(taken, [1, 2, 1, 2, 3]);
  },

  'forgets nothing once the signal is aborted': async ({ checkpoints }) => {
    const consumer = new ContractConsumer(checkpoints);
    await consumer.move('a', 0, 1);
    const signal = AbortSignal.abort(new Error('the caller gave up'));
    await assert.rejects(checkpoints.reset(consumer.name, { signal }));
    assert.equal((await consumer.at('a'))?.version, 1);
  },
} satisfies CheckpointsTests<'checkpoints'>;

const storeOf = (commits: readonly DeliveredCommit[]) => ({
  load: async (_: string, { after = 0, upTo = Infinity } = {}) => ({
    pages: (async function* () {
      yield commits.filter(({ first }) => first > after && first <= upTo);
    })(),
  }),
});

/** Notes the first versions of what it has taken. */
const consumerOf = (checkpoints: Checkpoints, name: string, taken: number[]) => ({
  name,
  checkpoints,
  take: async (commits: readonly DeliveredCommit[]) => {
    for (const { stream, first, records } of commits) {
      const move = { consumer: name, stream, from: first - 1, to: first - 1 + records.length };
      const failure = await checkpoints.move(move, async () => {}).catch((error: unknown) => error);
      if (failure !== undefined) return [{ stream, version: first, error: failure }];
      taken.push(first);
    }
    return [];
  },
});
