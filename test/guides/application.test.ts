import { Dispatcher, install } from '@eventsource/core';
import { createTable, dynamoDb } from '@eventsource/dynamodb';
import { type Dynalite, RequestLog, startDynalite } from '@eventsource/testing';
import { expect } from 'chai';
import { container } from 'tsyringe';
import { ExpireSubscription, StartSubscription } from '../../examples/guides/aggregate/commands.js';
import { subscriptions } from '../../examples/guides/aggregate/module.js';

// #region application
describe('The application on DynamoDB', () => {
  let dynalite: Dynalite;

  before(async () => {
    dynalite = await startDynalite();
    await createTable({ table: 'subscriptions', client: dynalite.client() });
  });

  after(() => dynalite.stop());

  it('starts a subscription with two requests, and leaves one that runs with one', async () => {
    const client = dynalite.client();
    const log = RequestLog.of(client);
    const application = container.createChildContainer();
    install(application, subscriptions, dynamoDb({ table: 'subscriptions', client }));
    const dispatcher = application.resolve(Dispatcher);

    const { version } = await dispatcher.dispatch(new StartSubscription('s-1', 'monthly'));
    await dispatcher.dispatch(new ExpireSubscription('s-1'));

    expect(version).to.equal(1);
    expect(log.operations).to.deep.equal(['Query', 'PutItem', 'Query']);
  });
});
// #endregion
