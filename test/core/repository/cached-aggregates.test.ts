import { MemoryStore, StoreUnavailableError } from '@eventsource/core';
import { expect } from 'chai';
import { Deposit, DepositAll, Overdrawn, Run, Withdraw } from '../accounts/account.js';
import { application, rejection } from '../accounts/application.js';
import { failsWith, ScriptedStore } from '../accounts/scripted-store.js';

describe('an aggregate left in memory', () => {
  it('is decided on without a read', async () => {
    const store = new ScriptedStore();
    const { dispatcher } = application(store);

    await dispatcher.dispatch(new Deposit('a', 10));
    await dispatcher.dispatch(new Deposit('a', 10));
    const { version } = await dispatcher.dispatch(new Withdraw('a', 20));

    expect(version).to.equal(3);
    expect(store.asked).to.deep.equal(['load', 'append', 'append', 'append']);
  });

  it('is brought up to date before a rejection is believed', async () => {
    const memory = new MemoryStore();
    const store = new ScriptedStore(memory);
    const { dispatcher } = application(store);
    await dispatcher.dispatch(new Deposit('a', 10));
    store.asked;

    const error = await rejection(dispatcher.dispatch(new Withdraw('a', 20)));

    expect(error).to.be.instanceOf(Overdrawn);
    expect(store.asked).to.deep.equal(['refresh']);
  });

  it('decides again when the rejection came from a stale state', async () => {
    const memory = new MemoryStore();
    const store = new ScriptedStore(memory);
    const { dispatcher } = application(store);
    await dispatcher.dispatch(new Deposit('a', 10));
    await application(memory).dispatcher.dispatch(new Deposit('a', 10));
    store.asked;

    const { version } = await dispatcher.dispatch(new Withdraw('a', 20));

    expect(version).to.equal(3);
    expect(store.asked).to.deep.equal(['refresh', 'append']);
  });

  it('rejects by the newer state, not by the stale one', async () => {
    const memory = new MemoryStore();
    const { dispatcher } = application(memory);
    await dispatcher.dispatch(new Deposit('a', 10));
    await application(memory).dispatcher.dispatch(new Withdraw('a', 4));

    const error = await rejection(dispatcher.dispatch(new Withdraw('a', 20)));

    expect(error).to.include({ name: 'Overdrawn', balance: 6 });
  });

  it('is brought up to date before "no events" is believed', async () => {
    const memory = new MemoryStore();
    const { dispatcher } = application(memory);
    await dispatcher.dispatch(new Deposit('a', 10));
    await application(memory).dispatcher.dispatch(new Deposit('a', 10));
    const seen: number[] = [];

    const { version, events } = await dispatcher.dispatch(new Run('a', (balance) => void seen.push(balance)));

    expect(seen).to.deep.equal([10, 20]);
    expect({ version, events }).to.deep.equal({ version: 2, events: [] });
  });

  it('survives a rejection', async () => {
    const store = new ScriptedStore();
    const { dispatcher } = application(store);
    await dispatcher.dispatch(new Deposit('a', 10));
    await rejection(dispatcher.dispatch(new Withdraw('a', 20)));
    store.asked;

    await dispatcher.dispatch(new Withdraw('a', 10));

    expect(store.asked).to.deep.equal(['append']);
  });

  it('is given up when an event could not be applied, so that half-applied state is never decided on', async () => {
    const store = new ScriptedStore();
    const { dispatcher } = application(store);
    await dispatcher.dispatch(new Deposit('a', 10));

    const error = await rejection(dispatcher.dispatch(new DepositAll('a', [5, -1])));
    const stale = await rejection(dispatcher.dispatch(new Withdraw('a', 15)));

    expect(error).to.include({ name: 'EventHandlerError', version: 3, event: 'Deposited' });
    expect(stale).to.include({ name: 'Overdrawn', balance: 10 });
    expect(store.asked).to.deep.equal(['load', 'append', 'load']);
  });

  it('is given up when its append failed', async () => {
    const store = new ScriptedStore();
    const { dispatcher } = application(store);
    await dispatcher.dispatch(new Deposit('a', 10));
    store.next(failsWith(new StoreUnavailableError('here', 'it is down.')));

    const down = await rejection(dispatcher.dispatch(new Deposit('a', 5)));
    const stale = await rejection(dispatcher.dispatch(new Withdraw('a', 15)));

    expect(down).to.be.instanceOf(StoreUnavailableError);
    expect(stale).to.include({ name: 'Overdrawn', balance: 10 });
  });

  it('is given up for another when there are too many', async () => {
    const store = new ScriptedStore();
    const { dispatcher } = application(store, { cachedAggregates: 1 });
    await dispatcher.dispatch(new Deposit('a', 1));
    await dispatcher.dispatch(new Deposit('b', 1));
    store.asked;

    await dispatcher.dispatch(new Deposit('b', 1));
    await dispatcher.dispatch(new Deposit('a', 1));

    expect(store.asked).to.deep.equal(['append', 'load', 'append']);
  });

  it('is read up to date first where that is asked for', async () => {
    const store = new ScriptedStore();
    const { dispatcher } = application(store);
    await dispatcher.dispatch(new Deposit('a', 1));
    store.asked;

    await dispatcher.dispatch(new Deposit('a', 1), { cache: 'refresh' });
    await rejection(dispatcher.dispatch(new Withdraw('a', 10), { cache: 'refresh' }));

    expect(store.asked).to.deep.equal(['refresh', 'append', 'refresh']);
  });

  it('is not used, and not left, where that is asked for', async () => {
    const store = new ScriptedStore();
    const { dispatcher } = application(store);

    await dispatcher.dispatch(new Deposit('a', 1), { cache: 'bypass' });
    await dispatcher.dispatch(new Deposit('a', 1), { cache: 'bypass' });
    await dispatcher.dispatch(new Deposit('a', 1));

    expect(store.asked).to.deep.equal(['load', 'append', 'load', 'append', 'load', 'append']);
  });
});
