import assert from 'node:assert/strict';
import { CheckpointMovedError } from '@eventsource/core';
import { ContractConsumer } from './contract-consumer.js';
import type { CheckpointsTests } from './contract-test.js';

export const stopping = {
  'counts the tries at a version, also before the first move': async ({ checkpoints }) => {
    const consumer = new ContractConsumer(checkpoints);
    assert.equal(await consumer.fail('a', 0, 2), 2);
    assert.deepEqual(await consumer.at('a'), { version: 0, tries: 2, stopped: false });
    await consumer.move('a', 0, 3);
    assert.deepEqual(await consumer.at('a'), { version: 3, tries: 0, stopped: false });
    assert.equal(await consumer.fail('a', 3), 1);
    assert.equal(await consumer.fail('b', 0), 1);
  },

  'counts every one of several tries that fail at once': async ({ checkpoints }) => {
    const consumer = new ContractConsumer(checkpoints);
    const tries = await Promise.all(Array.from({ length: 5 }, () => consumer.fail('a', 0)));
    assert.deepEqual(tries.sort(), [1, 2, 3, 4, 5]);
  },

  'does not count a try at a version that the consumer has left': async ({ checkpoints }) => {
    const consumer = new ContractConsumer(checkpoints);
    await consumer.move('a', 0, 3);
    for (const version of [0, 2, 4]) assert.equal(await consumer.fail('a', version), 0);
    assert.equal(await consumer.fail('b', 7), 0);
    assert.deepEqual(await consumer.at('a'), { version: 3, tries: 0, stopped: false });
    assert.equal((await consumer.at('b'))?.version ?? 0, 0);
  },

  'stops a stream: nothing moves or is counted until it is resumed': async ({ checkpoints }) => {
    const consumer = new ContractConsumer(checkpoints);
    await consumer.move('a', 0, 2);
    await consumer.fail('a', 2, 3);
    assert.equal(await checkpoints.stop(consumer.position('a', 2)), true);
    assert.deepEqual(await consumer.at('a'), { version: 2, tries: 3, stopped: true });
    await assert.rejects(consumer.move('a', 2, 3), CheckpointMovedError);
    assert.equal(await consumer.fail('a', 2), 0);

    await checkpoints.resume(consumer.name, 'a');
    assert.deepEqual(await consumer.at('a'), { version: 2, tries: 0, stopped: false });
    await consumer.move('a', 2, 3);
    assert.deepEqual(await consumer.at('a'), { version: 3, tries: 0, stopped: false });
  },

  'stops a stream that the consumer has taken nothing of': async ({ checkpoints }) => {
    const consumer = new ContractConsumer(checkpoints);
    assert.equal(await checkpoints.stop(consumer.position('a', 0)), true);
    assert.deepEqual(await consumer.at('a'), { version: 0, tries: 0, stopped: true });
    await assert.rejects(consumer.move('a', 0, 1), CheckpointMovedError);
  },

  'says of a stream that is stopped already that it is': async ({ checkpoints }) => {
    const consumer = new ContractConsumer(checkpoints);
    await consumer.move('a', 0, 2);
    await consumer.fail('a', 2);
    const position = consumer.position('a', 2);
    assert.deepEqual([await checkpoints.stop(position), await checkpoints.stop(position)], [true, true]);
    assert.deepEqual(await consumer.at('a'), { version: 2, tries: 1, stopped: true });
    assert.equal(await checkpoints.stop(consumer.position('a', 1)), false);
  },

  'stops streams with long names': async ({ checkpoints }) => {
    const consumer = new ContractConsumer(checkpoints);
    const streams = [900, 1000, 1100, 2000].map((length) => 'x'.repeat(length));
    for (const stream of streams) {
      await consumer.move(stream, 0, 1);
      await checkpoints.stop(consumer.position(stream, 1));
    }
    const stopped = await consumer.stopped();
    assert.deepEqual(
      stopped.map(({ stream }) => stream),
      streams,
    );
    await checkpoints.resume(consumer.name, streams[2] ?? '');
    assert.equal((await consumer.at(streams[2] ?? ''))?.stopped, false);
  },

  'does not stop a stream that has moved in between, and says so': async ({ checkpoints }) => {
    const consumer = new ContractConsumer(checkpoints);
    await consumer.move('a', 0, 2);
    for (const version of [0, 1, 3]) assert.equal(await checkpoints.stop(consumer.position('a', version)), false);
    assert.equal(await checkpoints.stop(consumer.position('b', 5)), false);
    assert.deepEqual(await consumer.at('a'), { version: 2, tries: 0, stopped: false });
    assert.deepEqual(await consumer.stopped(), []);
  },

  'lists the stopped streams of a consumer, and only these': async ({ checkpoints }) => {
    const consumer = new ContractConsumer(checkpoints);
    const other = new ContractConsumer(checkpoints, `${consumer.name}:other`);
    await consumer.move('a', 0, 2);
    await consumer.fail('a', 2, 2);
    await consumer.move('b', 0, 1);
    for (const stream of ['a', 'c', 'd']) {
      await checkpoints.stop(consumer.position(stream, stream === 'a' ? 2 : 0));
    }
    await checkpoints.stop(other.position('e', 0));
    await checkpoints.resume(consumer.name, 'd');
    await checkpoints.settle(consumer.name, 'd');
    assert.deepEqual(await consumer.stopped(), [
      { stream: 'a', version: 2, tries: 2, resumed: false },
      { stream: 'c', version: 0, tries: 0, resumed: false },
    ]);
  },
} satisfies CheckpointsTests<'checkpoints'>;
