import { type Dynalite, startDynalite } from '@eventsource/testing';
import { checkpointsTests } from './checkpoints-tests.js';

describe('DynamoDbCheckpoints on dynalite', () => {
  let dynalite: Dynalite;

  before(async () => {
    dynalite = await startDynalite();
  });

  after(() => dynalite.stop());

  checkpointsTests(() => dynalite.client());
});
