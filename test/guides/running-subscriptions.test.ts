import { provide } from '@eventsource/core';
import { checkpointTableDefinition, DynamoDbCheckpoints } from '@eventsource/lambda';
import { type Dynalite, projection, startDynalite } from '@eventsource/testing';
import { SubscriptionExpired, SubscriptionStarted } from '../../examples/guides/aggregate/events.js';
import {
  DYNAMODB,
  RunningSubscriptions,
  runningSubscriptionsTable,
} from '../../examples/guides/testing/running-subscriptions.js';

const started = new SubscriptionStarted('monthly', '2026-03-31T00:00:00.000Z');

// #region projection
describe('Running subscriptions, in DynamoDB', () => {
  let dynalite: Dynalite;

  beforeEach(async () => {
    dynalite = await startDynalite();
    await dynalite.createTable(checkpointTableDefinition('checkpoints'));
    await dynalite.createTable(runningSubscriptionsTable);
  });

  afterEach(() => dynalite.stop());

  it('are those that have started and not ended', async () => {
    const client = dynalite.client();
    const running = projection(RunningSubscriptions, {
      checkpoints: new DynamoDbCheckpoints({ table: 'checkpoints', client }),
      services: [provide(DYNAMODB, client)],
    }).given(['s-1', started], ['s-2', started, new SubscriptionExpired()]);

    await running.reads((running) => running.planOf('s-1'), 'monthly');
    await running.reads((running) => running.planOf('s-2'), undefined);
  });
});
// #endregion
