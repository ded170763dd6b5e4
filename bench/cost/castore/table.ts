import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';

export const castoreTable = 'castore';

/** As the adapter's README defines it, with the index that its `listAggregateIds` needs. */
export const castoreTableDefinition: CreateTableCommandInput = {
  TableName: castoreTable,
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: [
    { AttributeName: 'aggregateId', AttributeType: 'S' },
    { AttributeName: 'version', AttributeType: 'N' },
    { AttributeName: 'eventStoreId', AttributeType: 'S' },
    { AttributeName: 'timestamp', AttributeType: 'S' },
  ],
  KeySchema: [
    { AttributeName: 'aggregateId', KeyType: 'HASH' },
    { AttributeName: 'version', KeyType: 'RANGE' },
  ],
  GlobalSecondaryIndexes: [
    {
      IndexName: 'initialEvents',
      KeySchema: [
        { AttributeName: 'eventStoreId', KeyType: 'HASH' },
        { AttributeName: 'timestamp', KeyType: 'RANGE' },
      ],
      Projection: { ProjectionType: 'KEYS_ONLY' },
    },
  ],
};
