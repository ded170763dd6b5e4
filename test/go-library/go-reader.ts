import { type AttributeValue, type DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';

/** An event as the Go library reads it. */
export interface GoEvent {
  readonly version: number;
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/**
 * Reads a stream by the rules of the Go library: every attribute whose name is `_` and a number is a record, its version is
 * the number, and a record is `{"t":…,"d":…}`. Whatever else an item holds is passed over.
 */
export async function readAsGo(client: DynamoDBClient, table: string, key: string): Promise<GoEvent[]> {
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: table,
      KeyConditionExpression: '#key = :key',
      ExpressionAttributeNames: { '#key': 'key' },
      ExpressionAttributeValues: { ':key': { S: key } },
      ConsistentRead: true,
    }),
  );
  return Items.flatMap(eventsIn).sort((one, other) => one.version - other.version);
}

const eventsIn = (item: Record<string, AttributeValue>): GoEvent[] =>
  Object.entries(item).flatMap(([name, { B: record }]) => {
    const version = /^_(\d+)$/.exec(name)?.[1];
    if (version === undefined || !record) return [];
    const { t: type, d: data } = JSON.parse(Buffer.from(record).toString());
    return [{ version: Number(version), type, data }];
  });
