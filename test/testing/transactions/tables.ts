import {
  type AttributeValue,
  type CreateTableInput,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  type TransactWriteItem,
  TransactWriteItemsCommand,
  type TransactWriteItemsCommandInput,
  type TransactWriteItemsCommandOutput,
} from '@aws-sdk/client-dynamodb';

/** One table whose items have one key, and an index; and one whose items have two. */
export const PEOPLE = 'people';
export const BY_CITY = 'by-city';
export const SEATS = 'seats';

export const tables: readonly CreateTableInput[] = [
  {
    TableName: PEOPLE,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [
      { AttributeName: 'id', AttributeType: 'S' },
      { AttributeName: 'city', AttributeType: 'S' },
    ],
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    GlobalSecondaryIndexes: [
      {
        IndexName: BY_CITY,
        KeySchema: [{ AttributeName: 'city', KeyType: 'HASH' }],
        Projection: { ProjectionType: 'KEYS_ONLY' },
      },
    ],
  },
  {
    TableName: SEATS,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [
      { AttributeName: 'hall', AttributeType: 'S' },
      { AttributeName: 'seat', AttributeType: 'N' },
    ],
    KeySchema: [
      { AttributeName: 'hall', KeyType: 'HASH' },
      { AttributeName: 'seat', KeyType: 'RANGE' },
    ],
  },
];

export type Item = Record<string, AttributeValue>;

export const person = (id: string): Item => ({ id: { S: id } });
export const seat = (hall: string, number: number): Item => ({ hall: { S: hall }, seat: { N: String(number) } });

/** A put, to the table that the item belongs to. */
export const put = (item: Item, more: Partial<TransactWriteItem['Put']> = {}): TransactWriteItem => ({
  Put: { TableName: tableOf(item), Item: item, ...more },
});

export const deletion = (key: Item, more: Partial<TransactWriteItem['Delete']> = {}): TransactWriteItem => ({
  Delete: { TableName: tableOf(key), Key: key, ...more },
});

export const check = (key: Item, ConditionExpression: string): TransactWriteItem => ({
  ConditionCheck: { TableName: tableOf(key), Key: key, ConditionExpression },
});

/** Adds to the number `n`, or sets what the expression says. */
export const update = (key: Item, more: Partial<TransactWriteItem['Update']> = {}): TransactWriteItem => ({
  Update: {
    TableName: tableOf(key),
    Key: key,
    UpdateExpression: 'ADD n :n',
    ExpressionAttributeValues: { ':n': { N: '1' } },
    ...more,
  },
});

export const tableOf = (item: Item): string => ('hall' in item ? SEATS : PEOPLE);

export const isNew = { ConditionExpression: 'attribute_not_exists(id)' };
export const shown = { ...isNew, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const };

/** What a test does with the tables. */
export class People {
  constructor(private readonly client: DynamoDBClient) {}

  transact(
    items: readonly TransactWriteItem[],
    more: Partial<TransactWriteItemsCommandInput> = {},
  ): Promise<TransactWriteItemsCommandOutput> {
    return this.client.send(new TransactWriteItemsCommand({ TransactItems: [...items], ...more }));
  }

  async put(Item: Item): Promise<void> {
    await this.client.send(new PutItemCommand({ TableName: tableOf(Item), Item }));
  }

  async get(Key: Item): Promise<Item | undefined> {
    return (await this.client.send(new GetItemCommand({ TableName: tableOf(Key), Key, ConsistentRead: true }))).Item;
  }
}
