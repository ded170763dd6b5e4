import type { CreateTableCommandInput, UpdateTimeToLiveCommandInput } from '@aws-sdk/client-dynamodb';
import { EXPIRES, KEY, STOPPED, STOPPED_INDEX } from './format.js';

/**
 * The exact input of CreateTable for a table of checkpoints: one key, on-demand billing, and an index that holds only the
 * streams that a consumer has given up on, so that it is empty while all is well and costs nothing then.
 *
 * @example
 * new CreateTableCommand({ ...checkpointTableDefinition('checkpoints'), DeletionProtectionEnabled: true });
 */
export const checkpointTableDefinition = (table: string): CreateTableCommandInput => ({
  TableName: table,
  AttributeDefinitions: [
    { AttributeName: KEY, AttributeType: 'S' },
    { AttributeName: STOPPED, AttributeType: 'S' },
  ],
  KeySchema: [{ AttributeName: KEY, KeyType: 'HASH' }],
  GlobalSecondaryIndexes: [
    {
      IndexName: STOPPED_INDEX,
      KeySchema: [
        { AttributeName: STOPPED, KeyType: 'HASH' },
        { AttributeName: KEY, KeyType: 'RANGE' },
      ],
      Projection: { ProjectionType: 'ALL' },
    },
  ],
  BillingMode: 'PAY_PER_REQUEST',
});

/** The exact input of UpdateTimeToLive, which has DynamoDB delete what pollers have noted of shards that are long gone. */
export const checkpointTableExpiry = (table: string): UpdateTimeToLiveCommandInput => ({
  TableName: table,
  TimeToLiveSpecification: { AttributeName: EXPIRES, Enabled: true },
});
