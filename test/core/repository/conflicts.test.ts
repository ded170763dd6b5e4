import { ConcurrencyError, MemoryStore } from '@eventsource/core';
import { expect } from 'chai';
import { Account, Deposit, Run, Withdraw } from '../accounts/account.js';
import { application, rejection } from '../accounts/application.js';
import { isPrecededBy, ScriptedStore } from '../accounts/scripted-store.js';

for (const hidesWinners of [false, true]) {
  describe(`a race with another process, on a store that ${hidesWinners ? 'hides' : 'shows'} what was in the way`, () => {
    it('is lost once and decided again on what the winner left', async () => {
      const memory = new MemoryStore();
      const store = new ScriptedStore(memory, hidesWinners);
      const [ours, theirs] = [application(store), application(memory)];
      await ours.dispatcher.dispatch(new Deposit('a', 10));
      store.asked;
      store.next(isPrecededBy(() => theirs.dispatcher.dispatch(new Withdraw('a', 10))));

      const error = await rejection(ours.dispatcher.dispatch(new Withdraw('a', 10)));

      expect(error).to.include({ name: 'Overdrawn', balance: 0 });
      expect(store.asked).to.deep.equal(['append', 'load']);
    });

    it('ends when the attempts are used up, with nothing stored', async () => {
      const memory = new MemoryStore();
      const store = new ScriptedStore(memory, hidesWinners);
      const [ours, theirs] = [application(store, { retry: { attempts: 3 } }), application(memory)];
      const race = isPrecededBy(() => theirs.dispatcher.dispatch(new Deposit('a', 1)));
      store.next(race, race, race);

      const error = await rejection(ours.dispatcher.dispatch(new Deposit('a', 100)));

      expect(error).to.be.instanceOf(ConcurrencyError);
      expect(error).to.include({ stream: 'account:a', expectedVersion: 2 });
      const { aggregate } = await theirs.repository.load(Account, 'a');
      expect(aggregate.balance).to.equal(3);
    });

    it('never repeats a rejection: only conflicts are retried', async () => {
      const { dispatcher } = application(new ScriptedStore(new MemoryStore(), hidesWinners));
      let decisions = 0;

      await rejection(
        dispatcher.dispatch(
          new Run('a', () => {
            decisions++;
            throw new Error('No.');
          }),
        ),
      );

      expect(decisions).to.equal(1);
    });
  });
}

describe('commands for one aggregate in one process', () => {
  it('never conflict: they are executed one after another', async () => {
    const store = new ScriptedStore();
    const { dispatcher } = application(store);

    const results = await Promise.all(Array.from({ length: 50 }, () => dispatcher.dispatch(new Deposit('a', 1))));

    expect(results.map(({ version }) => version)).to.deep.equal(Array.from({ length: 50 }, (_, index) => index + 1));
    expect(store.asked).to.deep.equal(['load', ...Array.from({ length: 50 }, () => 'append')]);
  });

  it('do not wait for those of another', async () => {
    const { dispatcher } = application(new MemoryStore());
    let finish = () => {};
    const slow = dispatcher.dispatch(
      new Run('slow', () => new Promise((resolve) => (finish = () => resolve(undefined)))),
    );

    await dispatcher.dispatch(new Deposit('quick', 1));

    finish();
    expect((await slow).version).to.equal(0);
  });
});
