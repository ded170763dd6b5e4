import { CreateTableCommand, type DynamoDBClient, ResourceInUseException } from '@aws-sdk/client-dynamodb';
import { createTable } from '@eventsource/dynamodb';
import { createCheckpointTable } from '@eventsource/lambda';

export const ORDERS = 'orders';
export const CHECKPOINTS = 'checkpoints';
export const OPEN_ORDERS = 'open-orders';
/** Has the orders that have a `customer`: those that are open. */
export const BY_CUSTOMER = 'by-customer';

export async function createTables(client: DynamoDBClient): Promise<void> {
  await Promise.all([
    createTable({ table: ORDERS, client }),
    createCheckpointTable({ table: CHECKPOINTS, client }),
    createOpenOrders(client),
  ]);
}

/** Usable at once on an emulator; on AWS it takes some seconds. */
async function createOpenOrders(client: DynamoDBClient): Promise<void> {
  const definition = new CreateTableCommand({
    TableName: OPEN_ORDERS,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [
      { AttributeName: 'order', AttributeType: 'S' },
      { AttributeName: 'customer', AttributeType: 'S' },
    ],
    KeySchema: [{ AttributeName: 'order', KeyType: 'HASH' }],
    GlobalSecondaryIndexes: [
      {
        IndexName: BY_CUSTOMER,
        KeySchema: [
          { AttributeName: 'customer', KeyType: 'HASH' },
          { AttributeName: 'order', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'KEYS_ONLY' },
      },
    ],
  });
  await client.send(definition).catch((error: unknown) => {
    if (!(error instanceof ResourceInUseException)) throw error;
  });
}
