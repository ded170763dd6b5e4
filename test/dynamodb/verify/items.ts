import { type DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import type { RawItem } from '../raw-items.js';

/** The items of a stream as they lie in the table. */
export async function itemsOf(client: DynamoDBClient, table: string, key: string): Promise<RawItem[]> {
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: table,
      KeyConditionExpression: '#key = :key',
      ExpressionAttributeNames: { '#key': 'key' },
      ExpressionAttributeValues: { ':key': { S: key } },
    }),
  );
  return Items;
}
