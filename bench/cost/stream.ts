import {
  type AttributeValue,
  BatchWriteItemCommand,
  type DynamoDBClient,
  paginateQuery,
} from '@aws-sdk/client-dynamodb';

type Key = Record<string, AttributeValue>;

/** The items of one stream, whoever's they are: one partition key, and a number for the sort key. */
export class Stream {
  constructor(
    private readonly client: DynamoDBClient,
    private readonly table: string,
    private readonly partition: Key,
    private readonly sortKey: string,
  ) {}

  /** Deletes every item whose sort key is larger: no library does that to its streams, it is the bench's way back. */
  async removeAfter(version: number): Promise<void> {
    const newer = await this.#newerThan(version);
    while (newer.length > 0) {
      const requests = newer.splice(0, 25).map((key) => ({ DeleteRequest: { Key: key } }));
      await this.client.send(new BatchWriteItemCommand({ RequestItems: { [this.table]: requests } }));
    }
  }

  async #newerThan(version: number): Promise<Key[]> {
    const [name] = Object.keys(this.partition);
    const query = {
      TableName: this.table,
      ConsistentRead: true,
      KeyConditionExpression: '#partition = :partition AND #version > :version',
      ProjectionExpression: '#partition, #version',
      ExpressionAttributeNames: { '#partition': name ?? '', '#version': this.sortKey },
      ExpressionAttributeValues: {
        ':partition': this.partition[name ?? ''] ?? { NULL: true },
        ':version': { N: String(version) },
      },
    };
    const keys: Key[] = [];
    for await (const { Items = [] } of paginateQuery({ client: this.client }, query)) keys.push(...Items);
    return keys;
  }
}
