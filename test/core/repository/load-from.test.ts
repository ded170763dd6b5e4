import {
  Dispatcher,
  InvalidAggregateIdError,
  MemoryStore,
  plainIds,
  Repository,
  UnknownAggregateError,
  VersionNotReachedError,
} from '@eventsource/core';
import { expect } from 'chai';
import { Account, Deposit } from '../accounts/account.js';
import { rejection } from '../accounts/application.js';
import { application } from '../application.js';

describe('An aggregate that is loaded from another store', () => {
  const address = { aggregate: 'account', aggregateId: 'a' };
  let other: MemoryStore;
  let repository: Repository;

  beforeEach(async () => {
    other = new MemoryStore();
    const elsewhere = application({ aggregates: [Account], store: other }).resolve(Dispatcher);
    for (const amount of [1, 2, 3]) await elsewhere.dispatch(new Deposit('a', amount));
    const here = application({ aggregates: [Account], store: new MemoryStore() });
    repository = here.resolve(Repository);
    await here.resolve(Dispatcher).dispatch(new Deposit('a', 100));
  });

  it('is found by its name, at every version', async () => {
    const { aggregate, ...view } = await repository.loadFrom(other, address);
    expect(aggregate).to.be.instanceOf(Account).and.include({ balance: 6 });
    expect(view).to.deep.include({ aggregateId: 'a', version: 3 });
    const first = await repository.loadFrom(other, address, { version: 1 });
    expect(first.aggregate).to.include({ balance: 1 });
  });

  it('leaves that of the installed store as it is', async () => {
    await repository.loadFrom(other, address);
    expect((await repository.load(Account, 'a')).aggregate.balance).to.equal(100);
  });

  it('is in the stream that the application names', async () => {
    const app = application({ aggregates: [Account], store: new MemoryStore(), streamNaming: plainIds });
    expect((await app.resolve(Repository).loadFrom(other, address)).version).to.equal(0);
  });

  it('is refused under a name of none, without an id and beyond its version', async () => {
    const failure = (name: string, aggregateId: string, version = 1) =>
      rejection(repository.loadFrom(other, { aggregate: name, aggregateId }, { version }));
    expect(await failure('order', 'a')).to.be.instanceOf(UnknownAggregateError);
    expect(await failure('account', '')).to.be.instanceOf(InvalidAggregateIdError);
    expect(await failure('account', 'a', 4)).to.be.instanceOf(VersionNotReachedError);
  });
});
