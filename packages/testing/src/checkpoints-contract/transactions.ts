import assert from 'node:assert/strict';
import { CheckpointMovedError } from '@eventsource/core';
import { ContractConsumer } from './contract-consumer.js';
import type { CheckpointsTests } from './contract-test.js';

export const transactions = {
  'makes the move and what the work wrote together': async ({ checkpoints, readModel }) => {
    const consumer = new ContractConsumer(checkpoints);
    const [one, other] = [`${consumer.name}/one`, `${consumer.name}/other`];
    await consumer.move('a', 0, 1, async (transaction) => {
      await readModel.write(transaction, one, '1');
      await readModel.write(transaction, other, '2');
    });
    assert.deepEqual([await readModel.read(one), await readModel.read(other)], ['1', '2']);
    assert.equal((await consumer.at('a'))?.version, 1);
  },

  'writes nothing when the work fails': async ({ checkpoints, readModel }) => {
    const consumer = new ContractConsumer(checkpoints);
    const work = consumer.move('a', 0, 1, async (transaction) => {
      await readModel.write(transaction, consumer.name, '1');
      throw new Error('no');
    });
    await assert.rejects(work);
    assert.equal(await readModel.read(consumer.name), undefined);
  },

  'writes nothing when the move is refused': async ({ checkpoints, readModel }) => {
    const consumer = new ContractConsumer(checkpoints);
    await consumer.move('a', 0, 1);
    const refused = consumer.move('a', 0, 2, async (transaction) => {
      await readModel.write(transaction, consumer.name, '1');
    });
    await assert.rejects(refused, CheckpointMovedError);
    assert.equal(await readModel.read(consumer.name), undefined);
  },

  'writes nothing when the stream is stopped': async ({ checkpoints, readModel }) => {
    const consumer = new ContractConsumer(checkpoints);
    await checkpoints.stop(consumer.position('a', 0));
    const refused = consumer.move('a', 0, 2, async (transaction) => {
      await readModel.write(transaction, consumer.name, '1');
    });
    await assert.rejects(refused, CheckpointMovedError);
    assert.equal(await readModel.read(consumer.name), undefined);
  },

  'writes once when several race': async ({ checkpoints, readModel }) => {
    const consumer = new ContractConsumer(checkpoints);
    const moves = Array.from({ length: 5 }, (_, writer) =>
      consumer.move('a', 0, 1, async (transaction) => {
        await readModel.write(transaction, `${consumer.name}/${writer}`, 'written');
      }),
    );
    const outcomes = await Promise.allSettled(moves);
    const written: (string | undefined)[] = [];
    for (const writer of moves.keys()) written.push(await readModel.read(`${consumer.name}/${writer}`));
    assert.deepEqual(
      written,
      outcomes.map(({ status }) => (status === 'fulfilled' ? 'written' : undefined)),
    );
    assert.equal(written.filter((value) => value !== undefined).length, 1);
  },
} satisfies CheckpointsTests<'checkpoints' | 'readModel'>;
