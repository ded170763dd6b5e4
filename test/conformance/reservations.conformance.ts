import { DescribeTimeToLiveCommand } from '@aws-sdk/client-dynamodb';
import { createReservationTable, DynamoDbReservations, reservationsContract } from '@eventsource/singleton';
import { expect } from 'chai';
import { DynamoDbLocal } from './dynamodb-local/dynamodb-local.js';

describe('DynamoDbReservations on DynamoDB Local', () => {
  let local: DynamoDbLocal;
  let client: ReturnType<DynamoDbLocal['client']>;

  before(async function () {
    this.timeout(300_000);
    local = await DynamoDbLocal.start();
    client = local.client();
    await createReservationTable({ table: 'reservations', client });
  });

  after(() => local?.stop());

  reservationsContract(describe, it, (clock) => new DynamoDbReservations({ table: 'reservations', client, clock }));

  it('has what has expired deleted, also in a table that exists', async () => {
    expect(await createReservationTable({ table: 'reservations', client })).to.equal('existed');
    const command = new DescribeTimeToLiveCommand({ TableName: 'reservations' });
    const { TimeToLiveDescription } = await client.send(command);
    expect(TimeToLiveDescription).to.deep.equal({ AttributeName: 'expires', TimeToLiveStatus: 'ENABLED' });
  });

  it('lets several create the table at the same time', async () => {
    const outcomes = await Promise.all(
      Array.from({ length: 5 }, () => createReservationTable({ table: 'race', client })),
    );
    expect(outcomes.sort()).to.deep.equal(['created', 'existed', 'existed', 'existed', 'existed']);
  });
});
