import { type Checkpoints, MemoryCheckpoints, type MemoryTransaction } from '@eventsource/core';
import { type CheckpointsContractOptions, checkpointsContract } from '@eventsource/testing';
import { expect } from 'chai';
import { laxCheckpoints } from './lax-checkpoints.js';

type Options = CheckpointsContractOptions<MemoryTransaction>;

/** The tests of the contract, by their titles, and those that are skipped. */
function testsOf(create: () => Checkpoints<MemoryTransaction>, options: Options = { readModel: readModel() }) {
  const tests = new Map<string, () => Promise<void>>();
  const skipped: string[] = [];
  const it = Object.assign((title: string, test: () => Promise<void>) => tests.set(title, test), {
    skip: (title: string) => skipped.push(title),
  });
  checkpointsContract((_, define) => define(), it, create, options);
  return { tests, skipped };
}

function readModel() {
  const written = new Map<string, string>();
  return {
    write: (transaction: MemoryTransaction, key: string, value: string) =>
      transaction.change(() => written.set(key, value)),
    read: async (key: string) => written.get(key),
  };
}

describe('checkpointsContract', () => {
  for (const [flaw, { create, caughtBy }] of Object.entries(laxCheckpoints)) {
    it(`finds checkpoints that ${flaw}`, async () => {
      const test = testsOf(create).tests.get(caughtBy);
      if (!test) expect.fail(`There is no test "${caughtBy}".`);
      const failure = await test().then(
        () => undefined,
        (error: unknown) => error,
      );
      expect(failure, 'a failure of the test').to.be.instanceOf(Error);
    });
  }

  it('shows why the tests of transactions are skipped', () => {
    const { tests, skipped } = testsOf(() => new MemoryCheckpoints(), { readModel: 'none here' });
    expect(skipped).to.have.length(5);
    expect(skipped.every((title) => title.endsWith(' (none here)'))).to.equal(true);
    expect(tests.size).to.equal(29);
  });
});
