import assert from 'node:assert/strict';
import { CheckpointMovedError } from '@eventsource/core';
import { ContractConsumer } from './contract-consumer.js';
import type { CheckpointsTests } from './contract-test.js';

export const redriving = {
  'moves along a stream that is resumed, and lists it until it is settled': async ({ checkpoints }) => {
    const consumer = new ContractConsumer(checkpoints);
    await consumer.move('a', 0, 2);
    await consumer.fail('a', 2, 3);
    await checkpoints.stop(consumer.position('a', 2));
    await checkpoints.resume(consumer.name, 'a');
    assert.deepEqual(await consumer.stopped(), [{ stream: 'a', version: 2, tries: 0, resumed: true }]);
    await consumer.move('a', 2, 3);
    assert.equal(await consumer.fail('a', 3), 1);
    assert.deepEqual(await consumer.at('a'), { version: 3, tries: 1, stopped: false });
    assert.deepEqual(await consumer.stopped(), [{ stream: 'a', version: 3, tries: 1, resumed: true }]);

    await checkpoints.settle(consumer.name, 'a');
    assert.deepEqual(await consumer.stopped(), []);
    assert.deepEqual(await consumer.at('a'), { version: 3, tries: 1, stopped: false });
    await consumer.move('a', 3, 4);
  },

  'refuses moves along a stream that is resumed as along any other': async ({ checkpoints }) => {
    const consumer = new ContractConsumer(checkpoints);
    await checkpoints.stop(consumer.position('a', 0));
    await checkpoints.resume(consumer.name, 'a');
    await consumer.move('a', 0, 1);
    await assert.rejects(consumer.move('a', 0, 2), CheckpointMovedError);
    assert.equal(await consumer.fail('a', 0), 0);
  },

  'stops a stream again that was resumed': async ({ checkpoints }) => {
    const consumer = new ContractConsumer(checkpoints);
    await checkpoints.stop(consumer.position('a', 0));
    await checkpoints.resume(consumer.name, 'a');
    await consumer.move('a', 0, 1);
    assert.equal(await checkpoints.stop(consumer.position('a', 0)), false);
    assert.equal(await checkpoints.stop(consumer.position('a', 1)), true);
    assert.deepEqual(await consumer.stopped(), [{ stream: 'a', version: 1, tries: 0, resumed: false }]);
    await assert.rejects(consumer.move('a', 1, 2), CheckpointMovedError);
  },

  'settles nothing that is stopped': async ({ checkpoints }) => {
    const consumer = new ContractConsumer(checkpoints);
    await checkpoints.stop(consumer.position('a', 0));
    await checkpoints.settle(consumer.name, 'a');
    await checkpoints.settle(consumer.name, 'b');
    assert.deepEqual(await consumer.at('a'), { version: 0, tries: 0, stopped: true });
    assert.deepEqual(await consumer.stopped(), [{ stream: 'a', version: 0, tries: 0, resumed: false }]);
    assert.equal(await consumer.at('b'), undefined);
  },

  'resumes nothing that is not stopped': async ({ checkpoints }) => {
    const consumer = new ContractConsumer(checkpoints);
    await consumer.move('a', 0, 2);
    await consumer.fail('a', 2);
    await checkpoints.stop(consumer.position('c', 0));
    await checkpoints.resume(consumer.name, 'c');
    await consumer.fail('c', 0);
    for (const stream of ['a', 'b', 'c']) await checkpoints.resume(consumer.name, stream);
    assert.deepEqual(await consumer.at('a'), { version: 2, tries: 1, stopped: false });
    assert.equal(await consumer.at('b'), undefined);
    assert.deepEqual(await consumer.at('c'), { version: 0, tries: 1, stopped: false });
  },
} satisfies CheckpointsTests<'checkpoints'>;
