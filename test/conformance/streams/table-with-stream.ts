import { CreateTableCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  type _Record,
  DescribeStreamCommand,
  DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
  ListStreamsCommand,
} from '@aws-sdk/client-dynamodb-streams';
import { tableDefinition } from '@eventsource/dynamodb';

/** Creates a table of events, which is usable at once on DynamoDB Local, whose stream carries these images. */
export async function createTableWithStream(
  client: DynamoDBClient,
  table: string,
  images: 'NEW_IMAGE' | 'NEW_AND_OLD_IMAGES',
): Promise<void> {
  const StreamSpecification = { StreamEnabled: true, StreamViewType: images };
  await client.send(new CreateTableCommand({ ...tableDefinition(table), StreamSpecification }));
}

export const streamsClient = (endpoint: string) =>
  new DynamoDBStreamsClient({
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    endpoint,
  });

/** Everything that the table's stream holds, of all its shards. */
export async function recordsOf(client: DynamoDBStreamsClient, table: string): Promise<_Record[]> {
  const { Streams } = await client.send(new ListStreamsCommand({ TableName: table }));
  const StreamArn = Streams?.[0]?.StreamArn;
  const { StreamDescription } = await client.send(new DescribeStreamCommand({ StreamArn }));
  const records: _Record[] = [];
  for (const { ShardId } of StreamDescription?.Shards ?? []) {
    const start = new GetShardIteratorCommand({ StreamArn, ShardId, ShardIteratorType: 'TRIM_HORIZON' });
    let { ShardIterator } = await client.send(start);
    while (ShardIterator !== undefined) {
      const { Records = [], NextShardIterator } = await client.send(new GetRecordsCommand({ ShardIterator }));
      records.push(...Records);
      if (Records.length === 0) break;
      ShardIterator = NextShardIterator;
    }
  }
  return records;
}
