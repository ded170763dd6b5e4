import { setTimeout as sleep } from 'node:timers/promises';
import { AppendUnansweredError, MemoryStore } from '@eventsource/core';
import { expect } from 'chai';
import { Account, Deposit, Run } from '../accounts/account.js';
import { application, rejection } from '../accounts/application.js';
import { isPrecededBy, ScriptedStore, type Step } from '../accounts/scripted-store.js';

const never = () => new Promise<undefined>(() => {});

describe('a signal or a timeout', () => {
  it('ends waiting behind another command, and leaves the line intact', async () => {
    const { dispatcher } = application(new MemoryStore());
    let finish = () => {};
    const first = dispatcher.dispatch(
      new Run('a', () => new Promise((resolve) => (finish = () => resolve(undefined)))),
    );

    const error = await rejection(dispatcher.dispatch(new Deposit('a', 1), { timeout: 20 }));
    const behind = dispatcher.dispatch(new Deposit('a', 1));
    finish();

    expect(error).to.include({ name: 'CommandAbortedError', stream: 'account:a' });
    expect(error).to.have.nested.property('cause.name', 'TimeoutError');
    expect((await first).version).to.equal(0);
    expect((await behind).version).to.equal(1);
  });

  it('lets nobody overtake the command that is running, when the last in the line gives up', async () => {
    const { dispatcher } = application(new MemoryStore());
    const order: string[] = [];
    let finish = () => {};
    const first = dispatcher
      .dispatch(new Run('a', () => new Promise((resolve) => (finish = () => resolve(undefined)))))
      .then(() => order.push('first'));

    await rejection(dispatcher.dispatch(new Deposit('a', 1), { timeout: 20 }));
    const behind = dispatcher.dispatch(new Deposit('a', 1)).then(() => order.push('behind'));
    await sleep(20);
    finish();
    await Promise.all([first, behind]);

    expect(order).to.deep.equal(['first', 'behind']);
  });

  it('ends a handler that never ends, so that others come through', async () => {
    const { dispatcher } = application(new MemoryStore());

    const error = await rejection(dispatcher.dispatch(new Run('a', never), { timeout: 20 }));

    expect(error).to.have.property('name', 'CommandAbortedError');
    expect((await dispatcher.dispatch(new Deposit('a', 1))).version).to.equal(1);
  });

  it('ends the wait between two attempts', async () => {
    const memory = new MemoryStore();
    const store = new ScriptedStore(memory);
    const { dispatcher } = application(store, { retry: { attempts: 1000, within: 60_000 } });
    const race = isPrecededBy(() => application(memory).dispatcher.dispatch(new Deposit('a', 1)));
    store.next(...Array.from({ length: 1000 }, () => race));
    const begun = performance.now();

    const error = await rejection(dispatcher.dispatch(new Deposit('a', 1), { timeout: 200 }));

    expect(error).to.have.property('name').that.is.oneOf(['CommandAbortedError', 'ConcurrencyError']);
    expect(performance.now() - begun).to.be.below(400);
    const before = (await application(memory).repository.load(Account, 'a')).version;
    await sleep(50);
    expect((await application(memory).repository.load(Account, 'a')).version).to.equal(before);
  });

  it('makes the outcome of a write that is under way unknown', async () => {
    const store = new ScriptedStore();
    const { dispatcher } = application(store);
    const controller = new AbortController();
    const hangs: Step = async (_, { stream, after }) => {
      controller.abort();
      throw new AppendUnansweredError(stream, after.number, { cause: controller.signal.reason });
    };
    store.next(hangs);

    const error = await rejection(dispatcher.dispatch(new Deposit('a', 1), { signal: controller.signal }));

    expect(error).to.have.property('name', 'OutcomeUnknownError');
  });

  it('that is aborted already sends nothing', async () => {
    const store = new ScriptedStore();
    const { dispatcher } = application(store);

    const error = await rejection(dispatcher.dispatch(new Deposit('a', 1), { signal: AbortSignal.abort() }));

    expect(error).to.have.property('name', 'CommandAbortedError');
    expect(store.asked).to.not.include('append');
  });

  it('ends a read', async () => {
    const { repository } = application(new MemoryStore());

    const error = await rejection(repository.load(Account, 'a', { signal: AbortSignal.abort() }));

    expect(error).to.have.property('name', 'CommandAbortedError');
  });
});
