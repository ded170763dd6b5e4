import {
  type AttributeValue,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  ScanCommand,
} from '@aws-sdk/client-dynamodb';

export type RawItem = Record<string, AttributeValue>;

/** The items of a table as they are, for what other programs write and read. */
export const rawTable = (client: DynamoDBClient, table: string) => ({
  async put(item: RawItem): Promise<void> {
    await client.send(new PutItemCommand({ TableName: table, Item: item }));
  },
  async get(key: string): Promise<RawItem | undefined> {
    return (await client.send(new GetItemCommand({ TableName: table, Key: { key: { S: key } } }))).Item;
  },
  async keys(): Promise<readonly string[]> {
    const { Items = [] } = await client.send(new ScanCommand({ TableName: table, ConsistentRead: true }));
    return Items.map(({ key }) => key?.S ?? '').sort();
  },
});
