import nodeTest from 'node:test';
import { MemoryStore } from '@eventsource/core';
import { type Describe, type It, storeContract } from '@eventsource/testing';
import { expect } from 'chai';
import { expectTypeOf } from 'expect-type';
import { laxAborting } from './lax-stores/aborting.js';
import { laxAppending } from './lax-stores/appending.js';
import { laxBytes } from './lax-stores/bytes.js';
import { laxStore } from './lax-stores/lax-store.js';
import { laxLoading } from './lax-stores/loading.js';
import { laxNames } from './lax-stores/names.js';
import { laxRacing } from './lax-stores/racing.js';
import { laxSizes } from './lax-stores/sizes.js';
import { laxSnapshots } from './lax-stores/snapshots.js';
import { laxTransactionStores } from './lax-stores/transactions.js';
import { runContract } from './run-contract.js';

const laxStores = {
  ...laxAppending,
  ...laxRacing,
  ...laxLoading,
  ...laxSnapshots,
  ...laxNames,
  ...laxBytes,
  ...laxSizes,
  ...laxAborting,
  ...laxTransactionStores,
};

const largestCommit = 400_000;
const transactions = true;

describe('storeContract', () => {
  for (const [flaw, { createStore, caughtBy }] of Object.entries(laxStores)) {
    it(`catches a store that ${flaw}`, async () => {
      const { failed } = await runContract(createStore, { largestCommit, transactions, only: caughtBy });
      expect([...failed.keys()]).to.have.members([...caughtBy]);
    });
  }

  it('has no test that catches nothing', async () => {
    const caught = new Set<string>(Object.values(laxStores).flatMap(({ caughtBy }) => caughtBy));
    const { titles } = await runContract(() => new MemoryStore(), { largestCommit, transactions, only: [] });
    expect(titles.filter((title) => !caught.has(title))).to.deep.equal([]);
  });

  it('says in words what is wrong', async () => {
    const stored = { snapshotStored: false };
    const { failed } = await runContract(
      laxStore((strict) => ({ append: (commit) => strict.append(commit).catch(() => stored) })),
      { only: ['lets exactly one of two racing writers win'] },
    );
    expect(failed.get('lets exactly one of two racing writers win'))
      .to.be.instanceOf(Error)
      .with.property('message')
      .that.matches(/^2 of 2 racing appends succeeded/);
  });

  it('makes a store for each test', async () => {
    let stores = 0;
    const createStore = () => {
      stores += 1;
      return new MemoryStore();
    };
    await runContract(createStore, { only: ['keeps streams apart', 'refuses a commit of no records'] });
    expect(stores).to.equal(2);
  });

  it('passes again on a database that is not empty', async () => {
    const store = new MemoryStore();
    await runContract(() => store, { transactions });
    expect((await runContract(() => store, { transactions })).failed).to.deep.equal(new Map());
  });

  it('tests a limit only of a store that states one', async () => {
    const { titles } = await runContract(() => new MemoryStore(), { only: [] });
    expect(titles).not.to.include('stores a commit just within its limit');
  });

  it('skips a test for a reason, and shows it', async () => {
    const { titles, skipped } = await runContract(() => new MemoryStore(), {
      only: [],
      skip: { 'loads 5,000 events': 'this database holds 100' },
    });
    expect(skipped).to.deep.equal(['loads 5,000 events (this database holds 100)']);
    expect(titles).not.to.include('loads 5,000 events');
  });

  it('demands to know whether transactions are tested, of a store that has them', async () => {
    const only = ['has no transactions, or has them tested'] as const;
    const without = laxStore(() => ({}));
    expect((await runContract(() => new MemoryStore(), { only })).failed).to.have.keys(only);
    expect((await runContract(without, { only })).passed).to.deep.equal(only);
  });

  it('skips the tests of transactions for a reason, and shows it', async () => {
    const { titles, skipped } = await runContract(() => new MemoryStore(), { transactions: 'none here', only: [] });
    expect(skipped).to.include('stores commits to several streams (none here)');
    expect(titles).not.to.include('stores commits to several streams');
  });

  it('skips nothing without a reason', async () => {
    const skip = { 'loads 5,000 events': ' ' };
    expect(() => storeContract(describe, it, () => new MemoryStore(), { skip })).to.throw(
      'Say why the test "loads 5,000 events" is skipped.',
    );
    expect(() => storeContract(describe, it, () => new MemoryStore(), { transactions: '' })).to.throw(
      'Say why the test',
    );
  });

  it('does not skip what it does not have', async () => {
    const skip = { 'stores a commit just within its limit': 'there is no limit' };
    expect(() => storeContract(describe, it, () => new MemoryStore(), { skip })).to.throw(
      'The store contract has no test "stores a commit just within its limit" to skip.',
    );
    // @ts-expect-error: a title that no test has does not compile
    const misspelt = () => storeContract(describe, it, () => new MemoryStore(), { skip: { 'loads 5000': 'slow' } });
    expect(misspelt).to.throw(RangeError);
  });

  it('takes the functions of mocha and of node:test', () => {
    expectTypeOf<Mocha.SuiteFunction>().toExtend<Describe>();
    expectTypeOf<Mocha.TestFunction>().toExtend<It>();
    expectTypeOf<typeof nodeTest.describe>().toExtend<Describe>();
    expectTypeOf<typeof nodeTest.it>().toExtend<It>();
  });
});
