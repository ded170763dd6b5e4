import { Aggregate, CommandHandler, Dispatcher, EventHandler, install, MemoryStore } from '@eventsource/core';
import { expect } from 'chai';
import { container } from 'tsyringe';
import { Account, Deposit, Deposited, Withdraw } from '../accounts/account.js';
import { application, rejection } from '../accounts/application.js';
import { ScriptedStore } from '../accounts/scripted-store.js';

/** The same streams, read by code of another version: its snapshots have another fingerprint. */
@Aggregate('account', { snapshot: { every: 5 } })
class NewerAccount {
  total = 0;

  @CommandHandler()
  deposit({ amount }: Deposit) {
    return new Deposited(amount);
  }

  @EventHandler()
  protected deposited({ amount }: Deposited) {
    this.total += amount;
  }
}

function newerApplication(store: MemoryStore) {
  const app = container.createChildContainer();
  install(app, { aggregates: [NewerAccount], store });
  return app.resolve(Dispatcher);
}

describe('a command with an id', () => {
  let memory: MemoryStore;

  beforeEach(() => {
    memory = new MemoryStore();
  });

  const balance = async () => (await application(memory).repository.load(Account, 'a')).aggregate.balance;

  async function depositOnes(count: number) {
    const { dispatcher } = application(memory);
    for (let done = 0; done < count; done++) await dispatcher.dispatch(new Deposit('a', 1));
  }

  it('is executed once, and answered the same every time', async () => {
    const { dispatcher } = application(memory);

    const first = await dispatcher.dispatch(new Deposit('a', 10), { id: 'd-1' });
    await dispatcher.dispatch(new Deposit('a', 5));
    const second = await dispatcher.dispatch(new Deposit('a', 10), { id: 'd-1' });

    expect({ version: second.version, events: second.events }).to.deep.equal({
      version: first.version,
      events: first.events,
    });
    expect(await balance()).to.equal(15);
  });

  it('is told from one that begins or ends alike, of the same command and of others', async () => {
    const { dispatcher } = application(memory);
    const ids = ['d-1', 'd-2', 'e-1', 'd-11', '1d-1', '-1', 'd-', '00000000-0000-4000-8000-000000000001'];
    const again = ids.map((id) => id.replace(/^0/, '1'));

    for (const id of ids) await dispatcher.dispatch(new Deposit('a', 1), { id });
    expect(await balance()).to.equal(ids.length);

    for (const id of again) await dispatcher.dispatch(new Deposit('a', 1), { id });
    expect(await balance()).to.equal(ids.length + 1);
    for (const id of ids) {
      const error = await rejection(dispatcher.dispatch(new Deposit('a', 2), { id }));
      expect(error).to.include({ name: 'CommandIdReusedError', id });
    }
  });

  it('is executed once across processes that race with it', async () => {
    const processes = Array.from({ length: 5 }, () => application(memory).dispatcher);

    const results = await Promise.all(processes.map((p) => p.dispatch(new Deposit('a', 10), { id: 'd-1' })));

    expect(results.map(({ version }) => version)).to.deep.equal([1, 1, 1, 1, 1]);
    expect(await balance()).to.equal(10);
  });

  it('is told from another command that comes with its id', async () => {
    const { dispatcher } = application(memory);
    await dispatcher.dispatch(new Deposit('a', 10), { id: 'd-1' });

    const otherAmount = await rejection(dispatcher.dispatch(new Deposit('a', 11), { id: 'd-1' }));
    const otherCommand = await rejection(dispatcher.dispatch(new Withdraw('a', 10), { id: 'd-1' }));

    for (const error of [otherAmount, otherCommand]) {
      expect(error).to.include({ name: 'CommandIdReusedError', stream: 'account:a', id: 'd-1', version: 1 });
    }
    expect(await balance()).to.equal(10);
  });

  it('is recognised whatever the order of its fields', async () => {
    const { dispatcher } = application(memory);
    await dispatcher.dispatch(new Deposit('a', 10), { id: 'd-1' });
    const sameInOtherOrder = Object.create(Deposit.prototype, {
      amount: { value: 10, enumerable: true },
      account: { value: 'a', enumerable: true },
    });

    expect((await dispatcher.dispatch(sameInOtherOrder, { id: 'd-1' })).version).to.equal(1);
  });

  it('is checked before its handler runs, and before expectedVersion', async () => {
    const { dispatcher } = application(memory);
    await dispatcher.dispatch(new Deposit('a', 10));
    await dispatcher.dispatch(new Withdraw('a', 10), { id: 'w-1', expectedVersion: 1 });

    const { version } = await dispatcher.dispatch(new Withdraw('a', 10), { id: 'w-1', expectedVersion: 1 });

    expect(version).to.equal(2);
  });

  it('belongs to one stream: another aggregate may see the same id', async () => {
    const { dispatcher } = application(memory);
    await dispatcher.dispatch(new Deposit('a', 10), { id: 'd-1' });

    expect((await dispatcher.dispatch(new Deposit('b', 10), { id: 'd-1' })).version).to.equal(1);
  });

  for (const others of [99, 4, 7, 60]) {
    it(`is recognised after ${others} further commits, by a process that starts from a snapshot`, async () => {
      await application(memory).dispatcher.dispatch(new Deposit('a', 10), { id: 'd-1' });
      await depositOnes(others);

      const { version } = await application(memory).dispatcher.dispatch(new Deposit('a', 10), { id: 'd-1' });

      expect(version).to.equal(1);
      expect(await balance()).to.equal(10 + others);
    });
  }

  it('is recognised when the commit with the snapshot is its own', async () => {
    await depositOnes(4);
    await application(memory).dispatcher.dispatch(new Deposit('a', 10), { id: 'd-1' });

    expect((await application(memory).dispatcher.dispatch(new Deposit('a', 10), { id: 'd-1' })).version).to.equal(5);
  });

  it('is forgotten after 100 further commits, with snapshots and without', async () => {
    const { dispatcher } = application(memory);
    await dispatcher.dispatch(new Deposit('a', 10), { id: 'd-1' });
    await depositOnes(100);

    const cold = await application(memory).dispatcher.dispatch(new Deposit('a', 10), { id: 'd-1' });

    expect(cold.version).to.equal(102);
  });

  it('is recognised by newer code, whose snapshots are others', async () => {
    await application(memory).dispatcher.dispatch(new Deposit('a', 10), { id: 'd-1' });
    await depositOnes(12);

    expect((await newerApplication(memory).dispatch(new Deposit('a', 10), { id: 'd-1' })).version).to.equal(1);
  });

  it('costs no further read when it is repeated by nobody', async () => {
    const store = new ScriptedStore(memory);
    const { dispatcher } = application(store);

    await dispatcher.dispatch(new Deposit('a', 10), { id: 'd-1' });
    await dispatcher.dispatch(new Deposit('a', 10), { id: 'd-2' });

    expect(store.asked).to.deep.equal(['load', 'append', 'append']);
  });
});
