import { type Dispatcher, install, MemoryStore, perTenant, plainIds, Repository } from '@eventsource/core';
import { expect } from 'chai';
import { container } from 'tsyringe';
import { Account, Deposit, Withdraw } from '../accounts/account.js';
import { application, rejection } from '../accounts/application.js';

describe('tenants of one store', () => {
  it('have streams of their own, and never see the aggregate that another left in memory', async () => {
    const { dispatcher, repository } = application(new MemoryStore());
    await dispatcher.dispatch(new Deposit('a', 1), { tenant: 'acme' });
    await dispatcher.dispatch(new Deposit('a', 2), { tenant: 'umbrella' });
    await dispatcher.dispatch(new Deposit('a', 4));

    const balance = async (tenant?: string) => (await repository.load(Account, 'a', { tenant })).aggregate.balance;
    expect([await balance('acme'), await balance('umbrella'), await balance()]).to.deep.equal([1, 2, 4]);
    const error = await rejection(dispatcher.dispatch(new Withdraw('a', 2), { tenant: 'acme' }));
    expect(error).to.include({ name: 'Overdrawn', balance: 1 });
  });

  it('cannot reach into each other, whatever their names hold', async () => {
    const { dispatcher } = application(new MemoryStore());
    const addresses: [tenant: string | undefined, id: string][] = [
      ['a', 'b:c'],
      ['a:b', 'c'],
      [undefined, 'a:account:b:c'],
      ['a:account:b', 'c'],
      ['', 'c'],
      ['a%3Ab', 'c'],
    ];

    const streams = [];
    for (const [tenant, id] of addresses) {
      const { stream, version } = await dispatcher.dispatch(new Deposit(id, 1), {
        tenant,
      });
      expect(version).to.equal(1);
      streams.push(stream);
    }
    expect(new Set(streams)).to.have.property('size', addresses.length);
  });

  it('cannot be mixed in commands that are stored together', async () => {
    const { dispatcher } = application(new MemoryStore(), {
      middleware: [
        (invocation, next) =>
          next({ ...invocation, options: { ...invocation.options, tenant: invocation.aggregateId } }),
      ],
    });

    const error = await rejection(dispatcher.dispatchAll([new Deposit('a', 1), new Deposit('b', 1)]));

    expect(error).to.deep.include({ name: 'MixedTenantsError', tenants: ['a', 'b'] });
  });
});

describe('tenants with a store each', () => {
  let stores: Map<string, MemoryStore>;
  let dispatcher: Dispatcher;
  let repository: Repository;

  beforeEach(() => {
    stores = new Map();
    ({ dispatcher, repository } = application(new MemoryStore(), {
      store: perTenant((tenant) => {
        const store = new MemoryStore();
        stores.set(tenant, store);
        return store;
      }),
      streamNaming: ({ aggregate, aggregateId }) => `${aggregate}:${aggregateId}`,
    }));
  });

  it('never share an aggregate in memory, though their streams have one name', async () => {
    await dispatcher.dispatch(new Deposit('a', 1), { tenant: 'acme' });
    const { version } = await dispatcher.dispatch(new Deposit('a', 2), { tenant: 'umbrella' });

    expect(version).to.equal(1);
    expect([...stores.keys()]).to.deep.equal(['acme', 'umbrella']);
    expect((await repository.load(Account, 'a', { tenant: 'acme' })).aggregate.balance).to.equal(1);
  });

  it('do not wait for each other in a queue', async () => {
    const { Run } = await import('../accounts/account.js');
    let finish = () => {};
    const slow = dispatcher.dispatch(
      new Run('a', () => new Promise((resolve) => (finish = () => resolve(undefined)))),
      { tenant: 'acme' },
    );

    await dispatcher.dispatch(new Deposit('a', 2), { tenant: 'umbrella' });

    finish();
    await slow;
  });

  it('are named in every call', async () => {
    expect(await rejection(dispatcher.dispatch(new Deposit('a', 1)))).to.have.property('name', 'TenantRequiredError');
    expect(await rejection(repository.load(Account, 'a'))).to.have.property('name', 'TenantRequiredError');
  });
});

describe('a stream naming', () => {
  it('may use the plain id, as tables of the Go library do', async () => {
    const app = container.createChildContainer();
    const store = new MemoryStore();
    install(app, { aggregates: [Account], store, streamNaming: plainIds });
    const { stream } = await app.resolve(Repository).save(Account, 'order-3', []);

    expect(stream).to.equal('order-3');
  });
});
