import { type CompanionSource, MemoryStore } from '@eventsource/core';
import { expect } from 'chai';
import { Account, Deposit, Deposited, Overdrawn, Run, Withdraw } from '../accounts/account.js';
import { application, rejection } from '../accounts/application.js';
import { AlreadyMarked, Marks, MarkWithdrawals, withCompanions } from './marks.js';

const balances = async (memory: MemoryStore, ...accounts: readonly string[]) => {
  const { repository } = application(memory);
  const views = await Promise.all(accounts.map((account) => repository.load(Account, account)));
  return views.map(({ aggregate }) => aggregate.balance);
};

describe('What belongs to a commit, in a store that takes it along,', () => {
  let memory: MemoryStore;
  let marks: Marks;
  let source: MarkWithdrawals;
  let app: ReturnType<typeof application>;

  beforeEach(async () => {
    memory = new MemoryStore();
    marks = new Marks();
    source = new MarkWithdrawals(marks);
    app = application(memory, withCompanions(source));
    await app.dispatcher.dispatch(new Deposit('a', 10));
  });

  it('is made with it', async () => {
    await app.dispatcher.dispatch(new Withdraw('a', 4));

    expect(await balances(memory, 'a')).to.deep.equal([6]);
    expect([...marks.made]).to.deep.equal(['a']);
  });

  it('is not begun first: nothing of it can be left', async () => {
    await app.dispatcher.dispatch(new Withdraw('a', 4));

    expect(marks.settled).to.deep.equal([]);
  });

  it('rejects the command when it is refused, and nothing is stored', async () => {
    marks.made.add('a');

    const error = await rejection(app.dispatcher.dispatch(new Withdraw('a', 4)));

    expect(error).to.be.instanceOf(AlreadyMarked);
    expect(await balances(memory, 'a')).to.deep.equal([10]);
  });

  it('leaves the aggregate as it was when it is refused', async () => {
    marks.made.add('a');
    await rejection(app.dispatcher.dispatch(new Withdraw('a', 4)));
    marks.made.clear();

    const { version } = await app.dispatcher.dispatch(new Withdraw('a', 10));

    expect(version).to.equal(2);
    expect(await balances(memory, 'a')).to.deep.equal([0]);
  });

  it('is not made when the handler rejects', async () => {
    const error = await rejection(app.dispatcher.dispatch(new Withdraw('a', 11)));

    expect(error).to.be.instanceOf(Overdrawn);
    expect([...marks.made]).to.deep.equal([]);
  });

  it('is refused on current state only: a stale decision is made again', async () => {
    await application(memory).dispatcher.dispatch(new Withdraw('a', 8));
    marks.made.add('a');

    const error = await rejection(app.dispatcher.dispatch(new Withdraw('a', 4)));

    expect(error).to.include({ name: 'Overdrawn', balance: 2 });
  });

  it('is asked for again when others came first', async () => {
    await application(memory).dispatcher.dispatch(new Deposit('a', 1));

    await app.dispatcher.dispatch(new Withdraw('a', 4));

    expect(source.asked.slice(1).map(([decided]) => decided?.aggregate)).to.have.length(2);
    expect(await balances(memory, 'a')).to.deep.equal([7]);
  });

  it('is told whose command it is, and the state that was decided on', async () => {
    const states: unknown[] = [];
    const watching: CompanionSource = {
      serves: () => false,
      companionsOf: (decided) => {
        for (const { command, aggregate, aggregateId, tenant } of decided) {
          states.push([command, { ...aggregate }, aggregateId, tenant]);
        }
        return [];
      },
    };
    const { dispatcher } = application(memory, withCompanions(watching), {
      streamNaming: ({ aggregate, aggregateId }) => `${aggregate}:${aggregateId}`,
    });
    const command = new Withdraw('a', 4);

    await dispatcher.dispatch(command, { tenant: 'acme' });

    expect(states).to.deep.equal([[command, { balance: 10 }, 'a', 'acme']]);
  });

  it('is not asked for when nothing is emitted', async () => {
    await app.dispatcher.dispatch(new Run('a', () => undefined));

    expect(source.asked).to.have.length(1);
  });

  it('is not asked for by an import', async () => {
    await app.repository.save(Account, 'b', [new Deposited(1)]);

    expect(source.asked).to.have.length(1);
  });

  it('rejects the command when asking for it fails', async () => {
    const failing: CompanionSource = {
      serves: () => false,
      companionsOf: () => {
        throw new RangeError('No.');
      },
    };
    const { dispatcher } = application(memory, withCompanions(failing));

    const error = await rejection(dispatcher.dispatch(new Withdraw('a', 4)));

    expect(error).to.be.instanceOf(RangeError);
    expect(await balances(memory, 'a')).to.deep.equal([10]);
  });

  it('is asked for again on current state when asking fails on a stale one', async () => {
    const asked: unknown[] = [];
    const choosy: CompanionSource = {
      serves: () => false,
      companionsOf: ([decided]) => {
        const { balance } = { balance: 0, ...decided?.aggregate };
        asked.push(balance);
        if (balance === 10) throw new RangeError('No.');
        return [];
      },
    };
    const { dispatcher } = application(memory, withCompanions(choosy));
    await rejection(dispatcher.dispatch(new Withdraw('a', 4)));
    await application(memory).dispatcher.dispatch(new Deposit('a', 1));

    await dispatcher.dispatch(new Withdraw('a', 4));

    expect(asked).to.deep.equal([10, 10, 11]);
  });

  it('is made with all of several commands, or with none', async () => {
    await app.dispatcher.dispatch(new Deposit('b', 10));
    marks.made.add('b');

    const both = [new Withdraw('a', 1), new Withdraw('b', 1)];
    const error = await rejection(app.dispatcher.dispatchAll(both));
    expect(error).to.be.instanceOf(AlreadyMarked);
    expect(await balances(memory, 'a', 'b')).to.deep.equal([10, 10]);
    expect([...marks.made]).to.deep.equal(['b']);

    marks.made.clear();
    await app.dispatcher.dispatchAll(both);
    expect(await balances(memory, 'a', 'b')).to.deep.equal([9, 9]);
    expect([...marks.made]).to.deep.equal(['a', 'b']);
  });

  it('is not made a second time by a command that is stored already', async () => {
    await app.dispatcher.dispatch(new Withdraw('a', 4), { id: 'once' });

    const { version } = await app.dispatcher.dispatch(new Withdraw('a', 4), { id: 'once' });

    expect(version).to.equal(2);
  });
});
