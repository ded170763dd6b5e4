import {
  Deliveries,
  Dispatcher,
  EventHandler,
  type InvalidStreamError,
  install,
  MemoryCheckpoints,
  MemoryStore,
  type Module,
  Projection,
  type ProjectionContext,
  ProjectionError,
  Projections,
  plainIds,
  provide,
  Repository,
  ThrottledError,
  UnknownProjectionError,
} from '@eventsource/core';
import { expect } from 'chai';
import { container } from 'tsyringe';
import { Account, Deposit, DepositAll, Deposited, Withdraw, Withdrawn } from '../accounts/account.js';
import { application, Disks } from './application.js';
import { Balances, ROWS, Rows } from './balances.js';

/** Sees what happens to accounts, and fails when it is told to. */
@Projection('journal')
class Journal {
  readonly entries: object[] = [];
  failure: Error | undefined;

  @EventHandler(Deposited)
  protected async deposited({ amount }: Deposited, { transaction, time, signal, ...context }: ProjectionContext) {
    if (this.failure) throw this.failure;
    this.entries.push({
      amount,
      ...context,
      timed: time instanceof Date,
      transaction: typeof transaction,
      signal: signal.aborted,
    });
  }
}

/** A process with accounts and a journal. */
function journals(...modules: readonly Module[]) {
  const app = container.createChildContainer();
  const checkpoints = new MemoryCheckpoints();
  install(app, { aggregates: [Account], projections: [Journal], checkpoints, store: new MemoryStore() }, ...modules);
  const consumer = app.resolve(Projections).consumer(Journal);
  const delivery = app.resolve(Deliveries).to(consumer);
  return { app, dispatcher: app.resolve(Dispatcher), journal: app.resolve(Journal), checkpoints, consumer, delivery };
}

describe('A projection', () => {
  it('is built from the events of each stream, and queried from the container', async () => {
    const { dispatcher, delivery, balances } = application();
    await dispatcher.dispatch(new Deposit('ann', 10));
    await dispatcher.dispatch(new Withdraw('ann', 3));
    await dispatcher.dispatch(new DepositAll('bob', [1, 2, 3]));

    expect(await delivery.catchUp(['account:ann', 'account:bob'])).to.deep.equal([]);
    expect([balances.of('ann'), balances.of('bob')]).to.deep.equal([7, 6]);
  });

  it('is one object in a container, made of what it asks for when it is first needed', async () => {
    const made: object[] = [];
    @Projection('eager')
    class Eager {
      constructor() {
        made.push(this);
      }

      @EventHandler(Deposited) protected deposited(_: Deposited) {}
    }
    const app = container.createChildContainer();
    const checkpoints = new MemoryCheckpoints();
    install(app, { aggregates: [Account], projections: [Eager], checkpoints, store: new MemoryStore() });

    expect(made).to.have.length(0);
    expect(app.resolve(Eager)).to.equal(app.resolve(Eager));
    expect(made).to.deep.equal([app.resolve(Eager)]);
  });

  it('may be provided by the application itself', async () => {
    const rows = new Rows();
    const mine = new Balances(rows);
    const { dispatcher, delivery, balances } = application(new Disks(), { services: [provide(Balances, mine)] });
    await dispatcher.dispatch(new Deposit('ann', 10));
    await delivery.catchUp(['account:ann']);

    expect(balances).to.equal(mine);
    expect(rows.balances.get('ann')).to.equal(10);
  });

  it('is told where an event stands and whose it is', async () => {
    const { dispatcher, delivery, journal } = journals();
    await dispatcher.dispatch(new Deposit('a:b', 1));
    await dispatcher.dispatch(new Deposit('a:b', 2), { tenant: 'acme', metadata: { user: 'ann' } });
    await delivery.catchUp(['account:a:b', ':acme:account:a:b']);

    const common = {
      aggregate: 'account',
      aggregateId: 'a:b',
      version: 1,
      timed: true,
      transaction: 'object',
      signal: false,
    };
    expect(journal.entries).to.have.deep.members([
      { amount: 1, ...common, tenant: undefined, stream: 'account:a:b', metadata: {} },
      { amount: 2, ...common, tenant: 'acme', stream: ':acme:account:a:b', metadata: { user: 'ann' } },
    ]);
  });

  it('is told by the inverse of the naming of streams', async () => {
    const streamAddress = (stream: string) => ({ aggregate: 'account', aggregateId: stream });
    const { dispatcher, delivery, journal } = journals({ streamNaming: plainIds, streamAddress });
    await dispatcher.dispatch(new Deposit('ann', 1));
    await delivery.catchUp(['ann']);
    expect(journal.entries).to.have.length(1);
    expect(journal.entries[0]).to.include({ aggregateId: 'ann', stream: 'ann' });
  });

  it('refuses a stream that is of no aggregate', async () => {
    const { consumer } = journals();
    const record = Buffer.from('{"t":"deposited","d":{"amount":1}}');
    const [failure] = await consumer.take([{ stream: 'nonsense', first: 1, records: [record] }]);
    expect(failure?.error).to.include({
      name: 'InvalidStreamError',
      stream: 'nonsense',
    } satisfies Partial<InvalidStreamError>);
  });

  it('passes over the events that it has no handler for, and moves behind them', async () => {
    const { dispatcher, delivery, journal, checkpoints } = journals();
    await dispatcher.dispatch(new Deposit('ann', 10));
    await dispatcher.dispatch(new Withdraw('ann', 5));
    await delivery.catchUp(['account:ann']);

    expect(journal.entries).to.have.length(1);
    const { version } = (await checkpoints.read('journal@1', ['account:ann'])).get('account:ann') ?? {};
    expect(version).to.equal(2);
  });

  it('takes several commits of a stream that come together in one move, and no more than ten', async () => {
    const disks = new Disks();
    const moves: string[] = [];
    const move = disks.checkpoints.move.bind(disks.checkpoints);
    disks.checkpoints.move = (to, work, options) => {
      moves.push(`${to.from}-${to.to}`);
      return move(to, work, options);
    };
    const { dispatcher, delivery, balances } = application(disks);
    for (let nth = 0; nth < 12; nth += 1) await dispatcher.dispatch(new DepositAll('ann', [1, 1]));
    await delivery.catchUp(['account:ann']);

    expect(moves).to.deep.equal(['0-20', '20-24']);
    expect(balances.of('ann')).to.equal(24);
  });

  it('stops at an event whose handler fails, in that stream only, and takes what is before it', async () => {
    const { dispatcher, delivery, journal } = journals();
    await dispatcher.dispatch(new Withdraw('ann', 0));
    await dispatcher.dispatch(new Deposit('ann', 1));
    await dispatcher.dispatch(new Withdraw('bob', 0));
    journal.failure = new Error('no space left');
    const failures = await delivery.catchUp(['account:ann', 'account:bob']);

    expect(failures).to.have.length(1);
    const [failure] = failures;
    expect(failure).to.include({ stream: 'account:ann', version: 2 });
    expect(failure).to.not.have.property('transient');
    expect(failure?.error).to.be.instanceOf(ProjectionError);
    expect(failure?.error).to.include({
      projection: 'journal@1',
      stream: 'account:ann',
      version: 2,
      event: 'Deposited',
      cause: journal.failure,
    });
    expect(String(failure?.error)).to.contain('no space left');

    journal.failure = undefined;
    expect(await delivery.catchUp(['account:ann'])).to.deep.equal([]);
    expect(journal.entries).to.have.length(1);
  });

  it('does not blame a commit for a database that is throttling', async () => {
    const { dispatcher, delivery, journal } = journals();
    await dispatcher.dispatch(new Deposit('ann', 1));
    journal.failure = new ThrottledError('table "balances"');
    const [failure] = await delivery.catchUp(['account:ann']);
    expect(failure).to.include({ version: 1, transient: true });
  });

  it('runs its handlers once where the database is throttling, and not for each event by itself', async () => {
    const disks = new Disks();
    const moves: string[] = [];
    disks.checkpoints.move = async ({ from, to }) => {
      moves.push(`${from}-${to}`);
      throw new ThrottledError('table "checkpoints"');
    };
    const { dispatcher, delivery } = application(disks);
    for (let nth = 0; nth < 3; nth += 1) await dispatcher.dispatch(new DepositAll('ann', [1, 1]));
    const [failure] = await delivery.catchUp(['account:ann']);
    expect(failure).to.include({ version: 1, transient: true });
    expect(moves).to.deep.equal(['0-6']);
  });

  it('that cannot be made is no fault of any commit', async () => {
    @Projection('unmade')
    class Unmade {
      constructor() {
        throw new Error('MODEL_TABLE is not set.');
      }

      @EventHandler(Deposited) protected deposited(_: Deposited) {}
    }
    const letters: unknown[] = [];
    const deadLetters = { put: async (letter: unknown) => void letters.push(letter) };
    const app = container.createChildContainer();
    const checkpoints = new MemoryCheckpoints();
    const modules = { aggregates: [Account], projections: [Unmade], checkpoints, deadLetters };
    install(app, modules, { store: new MemoryStore() });
    await app.resolve(Dispatcher).dispatch(new Deposit('ann', 1));
    const delivery = app.resolve(Deliveries).to(app.resolve(Projections).consumer(Unmade), { tries: 1 });
    const [failure] = await delivery.catchUp(['account:ann']);
    expect(failure).to.include({ version: 1, transient: true });
    expect(String(failure?.error)).to.contain('MODEL_TABLE');
    expect(letters).to.deep.equal([]);
  });

  it('refuses an event that the application does not know', async () => {
    const { consumer } = journals();
    const record = Buffer.from('{"t":"renamed","d":{}}');
    const [failure] = await consumer.take([{ stream: 'account:a', first: 1, records: [record] }]);
    expect(failure?.error).to.include({ name: 'UnknownEventError', storedName: 'renamed' });
  });

  it('is given up by a delivery whose signal is aborted while a handler hangs', async () => {
    const { dispatcher, delivery, journal } = journals();
    Object.assign(journal, { deposited: () => new Promise(() => {}) });
    await dispatcher.dispatch(new Deposit('ann', 1));
    const [failure] = await delivery.catchUp(['account:ann'], { signal: AbortSignal.timeout(20) });
    expect(failure).to.include({ stream: 'account:ann', version: 1, transient: true });
    expect(failure?.error).to.include({ name: 'DeliveryAbortedError' });
  });

  it('of a new version is built from the beginning, beside the old one', async () => {
    @Projection('balances', { version: 3, inject: [ROWS] })
    class BalancesInCents extends Balances {
      override of(account: string): number {
        return 100 * super.of(account);
      }
    }
    const disks = new Disks();
    const old = application(disks);
    await old.dispatcher.dispatch(new Deposit('ann', 10));
    await old.delivery.catchUp(['account:ann']);

    const app = container.createChildContainer();
    const { store, checkpoints } = disks;
    const services = [provide(ROWS, new Rows())];
    install(app, { aggregates: [Account], projections: [Balances, BalancesInCents], checkpoints, services, store });
    const consumers = app.resolve(Projections).consumers();
    for (const consumer of consumers) await app.resolve(Deliveries).to(consumer).catchUp(['account:ann']);

    expect(consumers.map(({ name }) => name)).to.deep.equal(['balances@2', 'balances@3']);
    expect(app.resolve(BalancesInCents).of('ann')).to.equal(1000);
    expect(old.balances.of('ann')).to.equal(10);
  });

  it('reads each tenant’s streams from the tenant’s store', async () => {
    const stores = new Map<string, MemoryStore>();
    const { perTenant } = await import('@eventsource/core');
    const open = (tenant: string) => {
      const store = stores.get(tenant) ?? new MemoryStore();
      stores.set(tenant, store);
      return store;
    };
    const { dispatcher, delivery, journal } = journals({ store: perTenant(open) });
    await dispatcher.dispatch(new Deposit('ann', 1), { tenant: 'acme' });
    await dispatcher.dispatch(new Deposit('ann', 2), { tenant: 'zeta' });
    expect(await delivery.catchUp([':acme:account:ann', ':zeta:account:ann'])).to.deep.equal([]);
    expect(journal.entries).to.have.length(2);
  });

  it('that is not installed is unknown', () => {
    const { app } = journals();
    expect(() => app.resolve(Projections).consumer(Balances)).to.throw(UnknownProjectionError, 'Balances');
  });

  it('may go without the commands: what is stored is all it needs', async () => {
    const disks = new Disks();
    const { app } = application(disks);
    await app.resolve(Repository).save(Account, 'ann', [new Deposited(3), new Withdrawn(1)]);
    const { delivery, balances } = application(disks);
    await delivery.catchUp(['account:ann']);
    expect(balances.of('ann')).to.equal(2);
  });
});
