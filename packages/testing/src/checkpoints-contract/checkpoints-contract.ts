import type { Checkpoints } from '@eventsource/core';
import type { Describe, It } from '../store-contract/store-contract.js';
import type { ContractReadModel } from './contract-consumer.js';
import { moving } from './moving.js';
import { redriving } from './redriving.js';
import { resetting } from './resetting.js';
import { stopping } from './stopping.js';
import { transactions } from './transactions.js';

export interface CheckpointsContractOptions<Transaction> {
  /**
   * How to write together with a move, and how to read what was written; or the reason why that cannot be tested, which
   * is shown in the titles.
   */
  readonly readModel: ContractReadModel<Transaction> | string;
}

/**
 * Defines the tests that every adapter of {@link Checkpoints} must pass, with the functions of mocha, vitest, `node:test` or
 * the like. Each test uses a consumer of its own, so all of them may share one database, and it need not be empty.
 *
 * @param create is called once in each test.
 * @example
 * checkpointsContract(describe, it, () => new PostgresCheckpoints(pool), { readModel: { write, read } });
 */
export function checkpointsContract<Transaction>(
  describe: Describe,
  it: It,
  create: () => Checkpoints<Transaction> | Promise<Checkpoints<Transaction>>,
  { readModel }: CheckpointsContractOptions<Transaction>,
): void {
  describe('Checkpoints contract', () => {
    for (const [section, tests] of Object.entries({ moving, stopping, redriving, resetting })) {
      describe(section, () => {
        for (const [title, test] of Object.entries(tests)) it(title, async () => test({ checkpoints: await create() }));
      });
    }
    describe('transactions', () => {
      for (const [title, test] of Object.entries(transactions)) {
        if (typeof readModel === 'string') it.skip(`${title} (${readModel})`, async () => {});
        else it(title, async () => test({ checkpoints: await create(), readModel }));
      }
    });
  });
}
