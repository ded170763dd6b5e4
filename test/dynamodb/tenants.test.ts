import {
  Aggregate,
  Command,
  CommandHandler,
  Dispatcher,
  Event,
  EventHandler,
  install,
  plainIds,
  TenantRequiredError,
} from '@eventsource/core';
import { createTable, DynamoDbStore, dynamoDb, InvalidTableNameError, TableNotFoundError } from '@eventsource/dynamodb';
import { type Dynalite, startDynalite } from '@eventsource/testing';
import { expect } from 'chai';
import { container } from 'tsyringe';
import { versionsOf } from './commits.js';
import { rejection } from './rejection.js';
import { startProxy } from './scripted-proxy.js';

@Event('counted')
class Counted {
  constructor(readonly total: number) {}
}

@Command('counter')
class Count {
  constructor(readonly counter: string) {}
}

@Aggregate('counter')
class Counter {
  total = 0;

  @CommandHandler()
  count(_: Count) {
    return new Counted(this.total + 1);
  }

  @EventHandler()
  protected counted({ total }: Counted) {
    this.total = total;
  }
}

describe('A table for each tenant', () => {
  let server: Dynalite;
  let proxy: Awaited<ReturnType<typeof startProxy>>;
  let asked: string[];

  before(async () => {
    server = await startDynalite();
    proxy = await startProxy(server.endpoint);
    for (const tenant of ['acme', 'umbrella']) {
      await createTable({ table: `counters-${tenant}`, endpoint: server.endpoint });
    }
  });

  beforeEach(() => {
    asked = [];
  });

  after(async () => {
    await proxy.stop();
    await server.stop();
  });

  function dispatcher(): Dispatcher {
    const table = (tenant: string) => {
      asked.push(tenant);
      return `counters-${tenant}`;
    };
    const application = container.createChildContainer();
    const counters = { aggregates: [Counter], streamNaming: plainIds };
    install(application, counters, dynamoDb({ table, endpoint: proxy.endpoint }));
    return application.resolve(Dispatcher);
  }

  const storedFor = async (tenant: string, counter: string) => {
    const store = new DynamoDbStore({ table: `counters-${tenant}`, endpoint: server.endpoint });
    const versions = await versionsOf(await store.load(counter));
    store.close();
    return versions;
  };

  it('keeps the streams of each, under the same names, and asks for its table once', async () => {
    const counters = dispatcher();
    for (const tenant of ['acme', 'umbrella', 'acme', 'acme']) await counters.dispatch(new Count('visits'), { tenant });
    expect(await storedFor('acme', 'visits')).to.deep.equal([1, 2, 3]);
    expect(await storedFor('umbrella', 'visits')).to.deep.equal([1]);
    expect(asked).to.deep.equal(['acme', 'umbrella']);
  });

  it('is reached by one client for all', async () => {
    const counters = dispatcher();
    const before = await proxy.connections();
    for (const tenant of ['acme', 'umbrella', 'acme']) await counters.dispatch(new Count('shared'), { tenant });
    expect((await proxy.connections()) - before).to.equal(1);
  });

  it('must exist', async () => {
    const error = await rejection(dispatcher().dispatch(new Count('visits'), { tenant: 'nobody' }));
    expect(error).to.be.instanceOf(TableNotFoundError).and.include({ table: 'counters-nobody' });
  });

  it('must have a name that DynamoDB takes', async () => {
    const error = await rejection(dispatcher().dispatch(new Count('visits'), { tenant: 'ann & joe' }));
    expect(error).to.be.instanceOf(InvalidTableNameError).and.include({ value: 'counters-ann & joe' });
  });

  it('needs a tenant', async () => {
    expect(await rejection(dispatcher().dispatch(new Count('visits')))).to.be.instanceOf(TenantRequiredError);
    expect(asked).to.deep.equal([]);
  });
});
