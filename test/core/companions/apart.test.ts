import {
  MemoryStore,
  OutcomeUnknownError,
  type Report,
  StoreUnavailableError,
  ThrottledError,
} from '@eventsource/core';
import { expect } from 'chai';
import { Account, Deposit, Withdraw } from '../accounts/account.js';
import { application, rejection } from '../accounts/application.js';
import {
  failsWith,
  isAppliedUnanswered,
  isLost,
  isPrecededBy,
  losesItsAnswer,
  ScriptedStore,
} from '../accounts/scripted-store.js';
import { AlreadyMarked, Mark, MarkInMemory, Marks, MarkWithdrawals, withCompanions } from './marks.js';

for (const hidesWinners of [false, true]) {
  describe(`What belongs to a commit, in a store that does not take it along and ${hidesWinners ? 'hides' : 'shows'} what is in the way,`, () => {
    let memory: MemoryStore;
    let store: ScriptedStore;
    let marks: Marks;
    let reports: Report[];
    let dispatcher: ReturnType<typeof application>['dispatcher'];
    let others: ReturnType<typeof application>['dispatcher'];

    const balance = async () => (await application(memory).repository.load(Account, 'a')).aggregate.balance;
    const kinds = () => reports.map(({ kind }) => kind);

    beforeEach(async () => {
      memory = new MemoryStore();
      store = new ScriptedStore(memory, hidesWinners);
      marks = new Marks();
      reports = [];
      const report = (report: Report) => void reports.push(report);
      const options = { report, retry: { attempts: 2 } };
      ({ dispatcher } = application(store, withCompanions(new MarkWithdrawals(marks, Mark)), options));
      others = application(memory).dispatcher;
      await others.dispatch(new Deposit('a', 10));
    });

    it('is begun before it and kept after it', async () => {
      store.next(async (append, commit) => {
        expect([...marks.made]).to.deep.equal(['a']);
        return append(commit);
      });

      await dispatcher.dispatch(new Withdraw('a', 4));

      expect(marks.settled).to.deep.equal(['keep a']);
      expect(await balance()).to.equal(6);
    });

    it('is reported once, as what it is', async () => {
      await dispatcher.dispatch(new Withdraw('a', 4));
      marks.made.clear();
      await dispatcher.dispatch(new Withdraw('a', 4));

      expect(reports).to.deep.equal([{ kind: 'companions-stored-apart', stream: 'account:a', version: 2 }]);
    });

    it('rejects the command when it is refused, before anything is appended', async () => {
      marks.made.add('a');
      store.asked;

      const error = await rejection(dispatcher.dispatch(new Withdraw('a', 4)));

      expect(error).to.be.instanceOf(AlreadyMarked);
      expect(store.asked).to.deep.equal(['load']);
      expect(await balance()).to.equal(10);
    });

    it('is refused on current state only: a stale decision is made again', async () => {
      await dispatcher.dispatch(new Deposit('a', 0));
      await others.dispatch(new Withdraw('a', 8));
      marks.made.add('a');

      const error = await rejection(dispatcher.dispatch(new Withdraw('a', 4)));

      expect(error).to.include({ name: 'Overdrawn', balance: 2 });
    });

    it('is undone when others come first, and begun again', async () => {
      store.next(isPrecededBy(() => others.dispatch(new Deposit('a', 1))));

      await dispatcher.dispatch(new Withdraw('a', 4));

      expect(marks.settled).to.deep.equal(['undo a', 'keep a']);
      expect(await balance()).to.equal(7);
    });

    it('is undone when the store fails for good', async () => {
      store.next(failsWith(new ThrottledError('here')));

      await rejection(dispatcher.dispatch(new Withdraw('a', 4)));

      expect(marks.settled).to.deep.equal(['undo a']);
      expect([...marks.made]).to.deep.equal([]);
    });

    it('is kept when the commit that is in the way is its own, whose answer was lost', async () => {
      store.next(losesItsAnswer);

      const { version } = await dispatcher.dispatch(new Withdraw('a', 4));

      expect(version).to.equal(2);
      expect(marks.settled).to.deep.equal(['keep a']);
    });

    for (const [what, step] of [
      ['stored', isAppliedUnanswered],
      ['lost', isLost],
    ] as const) {
      it(`stays begun when nobody knows whether the commit is stored, and it is ${what}`, async () => {
        store.next(step);

        const error = await rejection(dispatcher.dispatch(new Withdraw('a', 4)));

        expect(error).to.be.instanceOf(OutcomeUnknownError);
        expect(marks.settled).to.deep.equal([]);
        expect([...marks.made]).to.deep.equal(['a']);
      });
    }

    it('fails no command that is stored when it cannot be kept, and is reported', async () => {
      marks.failure = new StoreUnavailableError('the marks', 'they are gone.');

      const { version } = await dispatcher.dispatch(new Withdraw('a', 4));

      expect(version).to.equal(2);
      expect(kinds()).to.deep.equal(['companions-stored-apart', 'companion-unsettled']);
      expect(reports[1]).to.include({ stream: 'account:a', version: 2, error: marks.failure });
    });

    it('hides no failure of the append when it cannot be undone, and is reported', async () => {
      marks.failure = new StoreUnavailableError('the marks', 'they are gone.');
      store.next(failsWith(new ThrottledError('here')));

      const error = await rejection(dispatcher.dispatch(new Withdraw('a', 4)));

      expect(error).to.be.instanceOf(ThrottledError);
      expect(kinds()).to.deep.equal(['companions-stored-apart', 'companion-unsettled']);
    });
  });
}

describe('What belongs to several commits, in a store without transactions,', () => {
  it('is undone with those that were begun before it, since the commits cannot be stored together', async () => {
    const memory = new MemoryStore();
    const marks = new Marks();
    const { dispatcher } = application(
      new ScriptedStore(memory),
      withCompanions(new MarkWithdrawals(marks, MarkInMemory)),
      { report: () => {} },
    );
    await dispatcher.dispatch(new Deposit('a', 10));
    await dispatcher.dispatch(new Deposit('b', 10));

    const error = await rejection(dispatcher.dispatchAll([new Withdraw('a', 1), new Withdraw('b', 1)]));

    expect(error).to.include({ name: 'TransactionsUnsupportedError' });
    expect([...marks.made]).to.deep.equal([]);
  });

  it('is undone when another of them is refused', async () => {
    const memory = new MemoryStore();
    const marks = new Marks();
    const { dispatcher } = application(memory, withCompanions(new MarkWithdrawals(marks, Mark)), { report: () => {} });
    const others = application(memory).dispatcher;
    await others.dispatch(new Deposit('a', 10));
    await others.dispatch(new Deposit('b', 10));
    marks.made.add('b');

    const error = await rejection(dispatcher.dispatchAll([new Withdraw('a', 1), new Withdraw('b', 1)]));

    expect(error).to.be.instanceOf(AlreadyMarked);
    expect([...marks.made]).to.deep.equal(['b']);
    expect(marks.settled).to.deep.equal(['undo a']);
  });
});
