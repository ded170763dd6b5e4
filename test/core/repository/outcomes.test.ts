import { MemoryStore, OutcomeUnknownError } from '@eventsource/core';
import { expect } from 'chai';
import { Account, Deposit, Run, Withdraw } from '../accounts/account.js';
import { application, rejection } from '../accounts/application.js';
import {
  isAppliedUnanswered,
  isLost,
  isPrecededBy,
  losesItsAnswer,
  ScriptedStore,
} from '../accounts/scripted-store.js';

const balanceOf = async (memory: MemoryStore) =>
  (await application(memory).repository.load(Account, 'a')).aggregate.balance;

/** The id to retry with. */
async function unknown(dispatch: Promise<unknown>): Promise<string> {
  const error = await rejection(dispatch);
  if (error instanceof OutcomeUnknownError) return error.id;
  throw error;
}

for (const hidesWinners of [false, true]) {
  describe(`a lost answer, on a store that ${hidesWinners ? 'hides' : 'shows'} what was in the way`, () => {
    let memory: MemoryStore;
    let store: ScriptedStore;

    beforeEach(() => {
      memory = new MemoryStore();
      store = new ScriptedStore(memory, hidesWinners);
    });

    it('is recognised by the commit that was in the way', async () => {
      const { dispatcher } = application(store);
      store.next(losesItsAnswer);

      const { version, events } = await dispatcher.dispatch(new Deposit('a', 10));

      expect({ version, events }).to.deep.equal({ version: 1, events: [{ amount: 10 }] });
      expect(await balanceOf(memory)).to.equal(10);
    });

    it('is recognised after others have appended to the same stream', async () => {
      const { dispatcher } = application(store);
      const others = application(memory).dispatcher;
      store.next(async (append, commit) => {
        await append(commit);
        // Past the next snapshot, so that a reload does not reach back to the slot.
        for (let count = 0; count < 12; count++) await others.dispatch(new Deposit('a', 1));
        return append(commit);
      });

      const { version } = await dispatcher.dispatch(new Deposit('a', 10));

      expect(version).to.equal(1);
      expect(await balanceOf(memory)).to.equal(22);
    });

    it('is recognised on the last attempt too', async () => {
      const { dispatcher } = application(store, { retry: { attempts: 1 } });
      store.next(losesItsAnswer);

      expect((await dispatcher.dispatch(new Deposit('a', 10))).version).to.equal(1);
    });

    it('is answered from what is stored, not from the decision made here', async () => {
      const { dispatcher } = application(store);
      const elsewhere = application(memory).dispatcher;
      const amounts = [1, 2];
      const deposit = new Run('a', async () => {
        const { Deposited } = await import('../accounts/account.js');
        return new Deposited(amounts.shift() ?? 0);
      });
      store.next(isPrecededBy(() => elsewhere.dispatch(deposit, { id: 'once' })));

      const { events } = await dispatcher.dispatch(deposit, { id: 'once' });

      expect(events).to.deep.equal([{ amount: 2 }]);
      expect(await balanceOf(memory)).to.equal(2);
    });
  });
}

describe('a write without any answer', () => {
  it('is an outcome of its own, with the id to retry with', async () => {
    const store = new ScriptedStore();
    const { dispatcher } = application(store);
    store.next(isAppliedUnanswered);

    const error = await rejection(dispatcher.dispatch(new Deposit('a', 10), { id: 'mine' }));

    expect(error).to.include({ name: 'OutcomeUnknownError', stream: 'account:a', id: 'mine' });
    expect(error).to.have.nested.property('cause.name', 'AppendUnansweredError');
  });

  for (const id of ['mine', undefined]) {
    const whose = id ? "the caller's id" : 'the id made for the dispatch';

    it(`is applied once when it was applied and is repeated by ${whose}`, async () => {
      const memory = new MemoryStore();
      const store = new ScriptedStore(memory);
      const { dispatcher } = application(store);
      store.next(isAppliedUnanswered);
      const retry = await unknown(dispatcher.dispatch(new Deposit('a', 10), { id }));

      const { version } = await dispatcher.dispatch(new Deposit('a', 10), { id: retry });

      expect(version).to.equal(1);
      expect(await balanceOf(memory)).to.equal(10);
    });

    it(`is applied once when it was lost and is repeated by ${whose}, twice`, async () => {
      const memory = new MemoryStore();
      const store = new ScriptedStore(memory);
      const { dispatcher } = application(store);
      store.next(isLost);
      const retry = await unknown(dispatcher.dispatch(new Deposit('a', 10), { id }));

      await dispatcher.dispatch(new Deposit('a', 10), { id: retry });
      await application(memory).dispatcher.dispatch(new Deposit('a', 10), { id: retry });

      expect(await balanceOf(memory)).to.equal(10);
    });

    it(`is found behind later snapshots by ${whose}`, async () => {
      const memory = new MemoryStore();
      const store = new ScriptedStore(memory);
      const { dispatcher } = application(store);
      store.next(isAppliedUnanswered);
      const retry = await unknown(dispatcher.dispatch(new Deposit('a', 10), { id }));
      for (let count = 0; count < 50; count++) await application(memory).dispatcher.dispatch(new Deposit('a', 1));

      const { version } = await application(memory).dispatcher.dispatch(new Deposit('a', 10), { id: retry });

      expect(version).to.equal(1);
      expect(await balanceOf(memory)).to.equal(60);
    });
  }

  it('is unknown as well when the command would be rejected by then', async () => {
    const memory = new MemoryStore();
    const store = new ScriptedStore(memory);
    const { dispatcher } = application(store);
    await dispatcher.dispatch(new Deposit('a', 10));
    store.next(isAppliedUnanswered);
    const retry = await unknown(dispatcher.dispatch(new Withdraw('a', 10)));

    const { version } = await dispatcher.dispatch(new Withdraw('a', 10), { id: retry });

    expect(version).to.equal(2);
    expect(await balanceOf(memory)).to.equal(0);
  });
});
