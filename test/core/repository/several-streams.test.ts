import { setTimeout as sleep } from 'node:timers/promises';
import { MemoryStore, type Middleware, type Store, type TransactionalStore } from '@eventsource/core';
import { expect } from 'chai';
import { Account, Deposit, Run, Withdraw } from '../accounts/account.js';
import { application, rejection } from '../accounts/application.js';
import { ScriptedTransactions } from '../accounts/scripted-transactions.js';

const transfer = (amount: number) => [new Withdraw('alice', amount), new Deposit('bob', amount)];

describe('commands dispatched together', () => {
  let memory: MemoryStore;

  beforeEach(async () => {
    memory = new MemoryStore();
    await application(memory).dispatcher.dispatch(new Deposit('alice', 100));
  });

  async function balances(): Promise<number[]> {
    const { repository } = application(memory);
    const views = await Promise.all(['alice', 'bob'].map((name) => repository.load(Account, name)));
    return views.map(({ aggregate }) => aggregate.balance);
  }

  it('are all stored, and answered in their order', async () => {
    const committed = await application(memory).dispatcher.dispatchAll(transfer(30));

    expect(committed.map(({ aggregateId, version }) => [aggregateId, version])).to.deep.equal([
      ['alice', 2],
      ['bob', 1],
    ]);
    expect(await balances()).to.deep.equal([70, 30]);
  });

  it('wait for the loads of their aggregates together, not one after another', async () => {
    let loading = 0;
    let most = 0;
    const slow: TransactionalStore = {
      load: async (...args) => {
        most = Math.max(most, ++loading);
        await sleep(5);
        loading -= 1;
        return memory.load(...args);
      },
      read: (...args) => memory.read(...args),
      append: (...args) => memory.append(...args),
      appendAll: (...args) => memory.appendAll(...args),
    };

    await application(slow).dispatcher.dispatchAll(transfer(30));

    expect(most).to.equal(2);
  });

  it('are all rejected when one is', async () => {
    const error = await rejection(
      application(memory).dispatcher.dispatchAll([new Deposit('bob', 130), new Withdraw('alice', 130)]),
    );

    expect(error).to.include({ name: 'Overdrawn', balance: 100 });
    expect(await balances()).to.deep.equal([100, 0]);
  });

  it('are decided again, all of them, when one aggregate was stale', async () => {
    const { dispatcher } = application(memory);
    await dispatcher.dispatchAll(transfer(10));
    await application(memory).dispatcher.dispatch(new Withdraw('alice', 80));

    const error = await rejection(dispatcher.dispatchAll(transfer(30)));

    expect(error).to.include({ name: 'Overdrawn', balance: 10 });
    expect(await balances()).to.deep.equal([10, 10]);
  });

  it('store nothing for one that emits nothing, once that is proven by current state', async () => {
    const { dispatcher } = application(memory);
    await dispatcher.dispatch(new Deposit('bob', 1));
    await application(memory).dispatcher.dispatch(new Deposit('bob', 1));
    const seen: number[] = [];

    const committed = await dispatcher.dispatchAll([
      new Deposit('alice', 1),
      new Run('bob', (balance) => void seen.push(balance)),
    ]);

    expect(committed.map(({ version, count }) => [version, count])).to.deep.equal([
      [2, 1],
      [2, 0],
    ]);
    expect(seen).to.deep.equal([1, 2]);
  });

  it('are executed once for an id', async () => {
    await application(memory).dispatcher.dispatchAll(transfer(30), { id: 't-1' });

    const again = await application(memory).dispatcher.dispatchAll(transfer(30), { id: 't-1' });

    expect(again.map(({ version }) => version)).to.deep.equal([2, 1]);
    expect(await balances()).to.deep.equal([70, 30]);
  });

  it('are answered in full when they are recognised where one aggregate in memory is stale', async () => {
    const { dispatcher } = application(memory);
    await dispatcher.dispatch(new Deposit('bob', 1));
    await application(memory).dispatcher.dispatchAll(transfer(30), { id: 't-1' });

    const again = await dispatcher.dispatchAll(transfer(30), { id: 't-1' });

    expect(again.map(({ version, count }) => [version, count])).to.deep.equal([
      [2, 1],
      [2, 1],
    ]);
    expect(await balances()).to.deep.equal([70, 31]);
  });

  it('are recognised when their answer is lost', async () => {
    const store = new ScriptedTransactions(memory);
    store.losesNextAnswer('shown');

    const committed = await application(store).dispatcher.dispatchAll(transfer(30));

    expect(committed.map(({ version }) => version)).to.deep.equal([2, 1]);
    expect(await balances()).to.deep.equal([70, 30]);
  });

  it('are recognised when their answer is lost and the store does not show what was in the way', async () => {
    const store = new ScriptedTransactions(memory);
    store.losesNextAnswer('hidden');

    const committed = await application(store).dispatcher.dispatchAll(transfer(30));

    expect(committed.map(({ version }) => version)).to.deep.equal([2, 1]);
    expect(await balances()).to.deep.equal([70, 30]);
  });

  it('can be repeated by the id of an unknown outcome', async () => {
    const store = new ScriptedTransactions(memory);
    store.losesNextAnswer('unanswered');
    const { dispatcher } = application(store);
    const error = await rejection(dispatcher.dispatchAll(transfer(30)));
    expect(error).to.have.property('name', 'OutcomeUnknownError');
    const id = error instanceof Error && 'id' in error ? String(error.id) : '';
    for (let count = 0; count < 20; count++) await application(memory).dispatcher.dispatch(new Deposit('bob', 1));

    const committed = await dispatcher.dispatchAll(transfer(30), { id });

    expect(committed.map(({ version }) => version)).to.deep.equal([2, 1]);
    expect(await balances()).to.deep.equal([70, 50]);
  });

  it('neither create nor destroy money when transfers cross each other in several processes', async () => {
    await application(memory).dispatcher.dispatch(new Deposit('bob', 100));
    const processes = Array.from({ length: 4 }, () => application(memory).dispatcher);

    await Promise.allSettled(
      Array.from({ length: 100 }, (_, index) => {
        const pair = [new Withdraw(index % 2 ? 'alice' : 'bob', 7), new Deposit(index % 2 ? 'bob' : 'alice', 7)];
        return processes[index % 4]?.dispatchAll(pair);
      }),
    );

    const [alice = 0, bob = 0] = await balances();
    expect(alice + bob).to.equal(200);
  });

  it('pass through the middleware one inside the other, and are stored inside the innermost', async () => {
    const log: string[] = [];
    const traced: Middleware = async (invocation, next) => {
      log.push(`before ${invocation.aggregateId}`);
      const committed = await next(invocation);
      log.push(`after ${committed.aggregateId}`);
      return committed;
    };

    await application(memory, { middleware: [traced] }).dispatcher.dispatchAll(transfer(1));

    expect(log).to.deep.equal(['before alice', 'before bob', 'after bob', 'after alice']);
  });

  it('are refused when two are for one aggregate', async () => {
    const { dispatcher } = application(memory);

    const error = await rejection(dispatcher.dispatchAll([new Deposit('bob', 1), new Deposit('bob', 2)]));

    expect(error).to.include({ name: 'DuplicateAggregateError', stream: 'account:bob' });
  });

  it('are refused on a store without transactions, before anything is sent', async () => {
    const single: Store = {
      load: (...args) => memory.load(...args),
      read: (...args) => memory.read(...args),
      append: (...args) => memory.append(...args),
    };

    const error = await rejection(application(single).dispatcher.dispatchAll(transfer(1)));

    expect(error).to.have.property('name', 'TransactionsUnsupportedError');
    expect(await balances()).to.deep.equal([100, 0]);
  });

  it('come to nothing when there are none', async () => {
    expect(await application(memory).dispatcher.dispatchAll([])).to.deep.equal([]);
  });
});
