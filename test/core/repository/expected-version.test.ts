import { MemoryStore } from '@eventsource/core';
import { expect } from 'chai';
import { Deposit, Run } from '../accounts/account.js';
import { application, rejection } from '../accounts/application.js';
import { isPrecededBy, ScriptedStore } from '../accounts/scripted-store.js';

describe('expectedVersion', () => {
  it('lets a command through at that version', async () => {
    const { dispatcher } = application(new MemoryStore());
    await dispatcher.dispatch(new Deposit('a', 1), { expectedVersion: 0 });

    expect((await dispatcher.dispatch(new Deposit('a', 1), { expectedVersion: 1 })).version).to.equal(2);
  });

  it('refuses a command at another version, before its handler runs', async () => {
    const { dispatcher } = application(new MemoryStore());
    await dispatcher.dispatch(new Deposit('a', 1));
    const decided: number[] = [];

    const error = await rejection(
      dispatcher.dispatch(new Run('a', (balance) => void decided.push(balance)), { expectedVersion: 0 }),
    );

    expect(error).to.include({ name: 'UnexpectedVersionError', stream: 'account:a', expectedVersion: 0, version: 1 });
    expect(decided).to.deep.equal([]);
  });

  it('is compared with the current version, not with that of a stale aggregate in memory', async () => {
    const memory = new MemoryStore();
    const { dispatcher } = application(memory);
    await dispatcher.dispatch(new Deposit('a', 1));
    await application(memory).dispatcher.dispatch(new Deposit('a', 1));

    expect((await dispatcher.dispatch(new Deposit('a', 1), { expectedVersion: 2 })).version).to.equal(3);
  });

  it('refuses a command that lost a race at that version', async () => {
    const memory = new MemoryStore();
    const store = new ScriptedStore(memory);
    const { dispatcher } = application(store);
    store.next(isPrecededBy(() => application(memory).dispatcher.dispatch(new Deposit('a', 1))));

    const error = await rejection(dispatcher.dispatch(new Deposit('a', 1), { expectedVersion: 0 }));

    expect(error).to.include({ name: 'UnexpectedVersionError', expectedVersion: 0, version: 1 });
  });
});
