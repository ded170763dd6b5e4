import type { CreateTableInput } from '@aws-sdk/client-dynamodb';

/** A table with the keys that the DynamoDB store uses. */
export const commitsTable: CreateTableInput & { TableName: string } = {
  TableName: 'commits',
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: [
    { AttributeName: 'key', AttributeType: 'S' },
    { AttributeName: 'partition', AttributeType: 'N' },
  ],
  KeySchema: [
    { AttributeName: 'key', KeyType: 'HASH' },
    { AttributeName: 'partition', KeyType: 'RANGE' },
  ],
};
