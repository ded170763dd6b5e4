import { type AttributeValue, BatchWriteItemCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { bytes } from './commits.js';

export type RawItem = Record<string, AttributeValue>;

/** A client with nothing of ours in it. */
export const plainClient = (endpoint: string) =>
  new DynamoDBClient({ endpoint, region: 'us-east-1', credentials: { accessKeyId: 'test', secretAccessKey: 'test' } });

/** Writes items as they are, whoever could have written them. */
export async function putItems(client: DynamoDBClient, table: string, items: readonly RawItem[]): Promise<void> {
  for (let start = 0; start < items.length; start += 25) {
    const writes = items.slice(start, start + 25).map((Item) => ({ PutRequest: { Item } }));
    await client.send(new BatchWriteItemCommand({ RequestItems: { [table]: writes } }));
  }
}

/** An item of a one-record commit, as this package writes it. */
export const itemAt = (key: string, version: number, size = 10, more: RawItem = {}): RawItem => ({
  key: { S: key },
  partition: { N: String(version) },
  c: { B: bytes(`id-${version}`) },
  [`_${version}`]: { B: new Uint8Array(size) },
  ...more,
});

/** An item as it goes over the wire. */
export const jsonOf = (item: RawItem): object =>
  JSON.parse(
    JSON.stringify(item, (_, value) => (value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value)),
  );
