import { Aggregate, MemoryStore, type Store, type StoredCommit } from '@eventsource/core';
import { expect } from 'chai';
import { Account, Deposit, DepositAll, Deposited, Withdraw, Withdrawn } from '../accounts/account.js';
import { application, rejection } from '../accounts/application.js';
import { ScriptedStore } from '../accounts/scripted-store.js';

describe('Repository.load', () => {
  it('shows an aggregate that nobody has touched at version 0', async () => {
    const { version, aggregate } = await application(new MemoryStore()).repository.load(Account, 'a');

    expect({ version, balance: aggregate.balance }).to.deep.equal({ version: 0, balance: 0 });
  });

  it('shows every version the stream has been at, inside commits too', async () => {
    const { dispatcher, repository } = application(new MemoryStore());
    await dispatcher.dispatch(new Deposit('a', 1));
    await dispatcher.dispatch(new DepositAll('a', [1, 1, 1]));
    for (let count = 0; count < 13; count++) await dispatcher.dispatch(new DepositAll('a', [1, 1]));

    const balances = [];
    for (let version = 1; version <= 30; version++) {
      balances.push((await repository.load(Account, 'a', { version })).aggregate.balance);
    }

    expect(balances).to.deep.equal(Array.from({ length: 30 }, (_, index) => index + 1));
  });

  it('refuses a version that the stream has not reached', async () => {
    const { dispatcher, repository } = application(new MemoryStore());
    await dispatcher.dispatch(new Deposit('a', 1));

    for (const asked of [2, 0, -1, 1.5]) {
      const error = await rejection(repository.load(Account, 'a', { version: asked }));
      expect(error).to.include({ name: 'VersionNotReachedError', asked });
    }
  });

  it('gives a view of its own: what is done to it changes nothing', async () => {
    const { dispatcher, repository } = application(new MemoryStore());
    await dispatcher.dispatch(new Deposit('a', 1));

    (await repository.load(Account, 'a')).aggregate.balance = 1000;

    expect(await rejection(dispatcher.dispatch(new Withdraw('a', 2)))).to.include({ name: 'Overdrawn', balance: 1 });
  });

  it('refuses an id that is none, and a class that is not installed', async () => {
    @Aggregate('other')
    class Other {}
    const { repository } = application(new MemoryStore());

    expect(await rejection(repository.load(Account, ''))).to.have.property('name', 'InvalidAggregateIdError');
    expect(await rejection(repository.load(Other, 'a'))).to.include({
      name: 'UnknownAggregateError',
      aggregate: 'Other',
    });
  });
});

describe('a stream that makes no sense', () => {
  /** What a database holds that somebody else has been at. */
  async function storeWith(firsts: readonly number[]): Promise<Store> {
    const memory = new MemoryStore();
    await application(memory).dispatcher.dispatch(new Deposit('a', 1));
    const { pages } = await memory.load('account:a');
    const records: Uint8Array[] = [];
    for await (const page of pages) for (const commit of page) records.push(...commit.records);
    return {
      load: async () => ({ pages: pagesOf(firsts.map((first) => ({ first, records, location: `item ${first}` }))) }),
      read: (...args) => memory.read(...args),
      append: (...args) => memory.append(...args),
    };
  }

  async function* pagesOf(commits: readonly StoredCommit[]) {
    yield commits;
  }

  for (const [what, firsts, version, found] of [
    ['a gap', [1, 3], 2, 'item 3'],
    ['a version twice', [1, 2, 2], 3, 'item 2'],
    ['no beginning', [2], 1, 'item 2'],
  ] as const) {
    it(`is refused: ${what}`, async () => {
      const error = await rejection(application(await storeWith(firsts)).repository.load(Account, 'a'));

      expect(error).to.include({ name: 'MalformedStreamError', stream: 'account:a', version });
      expect(error).to.have.property('message').that.includes(found);
    });
  }
});

describe('Repository.save', () => {
  it('imports events as one commit, after what is there', async () => {
    const { dispatcher, repository } = application(new MemoryStore());
    await dispatcher.dispatch(new Deposit('a', 1));

    const { version } = await repository.save(Account, 'a', [new Deposited(10), new Withdrawn(3)]);

    expect(version).to.equal(3);
    expect((await repository.load(Account, 'a')).aggregate.balance).to.equal(8);
  });

  it('imports once for an id', async () => {
    const { repository } = application(new MemoryStore());
    await repository.save(Account, 'a', [new Deposited(10)], { id: 'import-1' });
    await repository.save(Account, 'a', [new Deposited(10)], { id: 'import-1' });

    expect((await repository.load(Account, 'a')).aggregate.balance).to.equal(10);
    const error = await rejection(repository.save(Account, 'a', [new Deposited(11)], { id: 'import-1' }));
    expect(error).to.have.property('name', 'CommandIdReusedError');
  });

  it('refuses events that the aggregate does not handle, with nothing stored', async () => {
    const store = new ScriptedStore();
    const { repository } = application(store);

    const error = await rejection(repository.save(Account, 'a', [new Deposited(1), { amount: 1 }]));

    expect(error).to.have.property('name', 'InvalidEventError');
    expect(store.asked).to.not.include('append');
  });

  it('stores nothing for no events', async () => {
    const store = new ScriptedStore();
    const { repository } = application(store);

    expect((await repository.save(Account, 'a', [])).version).to.equal(0);
    expect(store.asked).to.deep.equal(['load']);
  });
});
