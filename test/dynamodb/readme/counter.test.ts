import { Aggregate, Command, CommandHandler, Dispatcher, Event, EventHandler, install } from '@eventsource/core';
import { createTable, dynamoDb, TableNotFoundError } from '@eventsource/dynamodb';
import { startDynalite } from '@eventsource/testing';
import { expect } from 'chai';
import { container } from 'tsyringe';

@Event('counted')
class Counted {
  constructor(readonly total: number) {}
}

@Command('counter')
class Count {
  constructor(readonly counter: string) {}
}

@Aggregate('counter', { snapshot: { every: 20 } })
class Counter {
  private total = 0;

  @CommandHandler()
  count(_: Count) {
    return new Counted(this.total + 1);
  }

  @EventHandler()
  protected counted({ total }: Counted) {
    this.total = total;
  }
}

it('counts on DynamoDB', async () => {
  const dynalite = await startDynalite();
  // On AWS: { table: 'counters' }, with the region and the credentials of the environment.
  const options = { table: 'counters', endpoint: dynalite.endpoint };
  const application = container.createChildContainer();
  install(application, { aggregates: [Counter] }, dynamoDb(options));
  const dispatcher = application.resolve(Dispatcher);

  const failure = await dispatcher.dispatch(new Count('visits')).catch((error: unknown) => error);
  expect(failure).to.be.instanceOf(TableNotFoundError);

  await createTable(options);
  await dispatcher.dispatch(new Count('visits'));
  const { version, cost } = await dispatcher.dispatch(new Count('visits'));
  expect(version).to.equal(2);
  expect(cost).to.deep.equal({ requests: 1, readUnits: 0, writeUnits: 1 });
  await dynalite.stop();
});
