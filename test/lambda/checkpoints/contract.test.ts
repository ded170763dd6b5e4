import { createCheckpointTable, DynamoDbCheckpoints } from '@eventsource/lambda';
import { checkpointsContract, type Dynalite, startDynalite } from '@eventsource/testing';

describe('DynamoDbCheckpoints', () => {
  let server: Dynalite;
  let checkpoints: DynamoDbCheckpoints;

  before(async () => {
    server = await startDynalite();
    await createCheckpointTable({ table: 'checkpoints', endpoint: server.endpoint });
    checkpoints = new DynamoDbCheckpoints({ table: 'checkpoints', endpoint: server.endpoint });
  });

  after(async () => {
    checkpoints.close();
    await server.stop();
  });

  checkpointsContract(describe, it, () => checkpoints, { readModel: 'dynalite has no transactions' });
});
