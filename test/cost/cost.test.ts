import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { type Dynalite, startDynalite } from '@eventsource/testing';
import { costContract } from './cost-contract.js';

describe('the cost contract', () => {
  let dynalite: Dynalite;

  before(async () => {
    dynalite = await startDynalite();
  });

  after(() => dynalite.stop());

  const connect = (): DynamoDBClient => dynalite.client();

  for (const priorEvents of [10, 100, 1000]) costContract(connect, priorEvents);
});
