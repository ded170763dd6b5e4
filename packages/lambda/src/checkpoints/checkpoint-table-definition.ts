import type { CreateTableCommandInput, UpdateTimeToLiveCommandInput } from '@aws-sdk/client-dynamodb';
import { type TableSettings, withSettings } from '@eventsource/dynamodb';
import { EXPIRES, KEY, STOPPED, STOPPED_INDEX } from './format.js';

/**
 * The exact input of CreateTable for a table of checkpoints: one key, on-demand billing unless the settings say otherwise, and
 * an index that holds only the streams that a consumer has given up on, so that it is empty while all is well and costs
 * nothing then. Writes come in bursts: of `capacity`, table and index need each as much as the busiest second takes.
 *
 * @example
 * new CreateTableCommand(checkpointTableDefinition('checkpoints', { deletionProtection: true }));
 */
export const checkpointTableDefinition = (table: string, settings: TableSettings = {}): CreateTableCommandInput =>
  withSettings(plainDefinition(table), settings);

const plainDefinition = (table: string): CreateTableCommandInput => ({
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
