import { DeleteItemCommand, type DynamoDBClient, PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import type { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { StreamVersion } from '@eventsource/core';
import { DynamoDbStore, newsOf } from '@eventsource/dynamodb';
import { expect } from 'chai';
import { DynamoDbLocal } from './dynamodb-local/dynamodb-local.js';
import { createTableWithStream, recordsOf, streamsClient } from './streams/table-with-stream.js';

const record = (text: string) => Buffer.from(JSON.stringify({ t: 'noted', d: { text } }));
const go = (name: string) => ({ key: { S: 'go-1' }, partition: { N: '0' }, [name]: { B: record(name) } });

describe('The stream of a table on DynamoDB Local', () => {
  let local: DynamoDbLocal;
  let client: DynamoDBClient;
  let streams: DynamoDBStreamsClient;

  before(async function () {
    this.timeout(300_000);
    local = await DynamoDbLocal.start();
    client = local.client();
    streams = streamsClient(local.endpoint);
  });

  after(async () => {
    streams?.destroy();
    await local?.stop();
  });

  async function change(table: string): Promise<void> {
    const store = new DynamoDbStore({ table, client });
    const start = StreamVersion.start;
    await store.append({ stream: 'note:1', after: start, id: Buffer.from('one'), records: [record('a'), record('b')] });
    await store.append({ stream: 'note:1', after: start.plus(2), id: Buffer.from('two'), records: [record('c')] });
    const large = [record('x'.repeat(300_000)), record('y'.repeat(300_000))];
    await store.append({ stream: 'note:2', after: start, id: Buffer.from('large'), records: large });
    await client.send(new PutItemCommand({ TableName: table, Item: { ...go('_1'), revision: { N: '1' } } }));
    await client.send(
      new UpdateItemCommand({
        TableName: table,
        Key: { key: { S: 'go-1' }, partition: { N: '0' } },
        UpdateExpression: 'SET #r = :r, #2 = :2, #3 = :3',
        ExpressionAttributeNames: { '#r': 'revision', '#2': '_2', '#3': '_3' },
        ExpressionAttributeValues: { ':r': { N: '2' }, ':2': { B: record('_2') }, ':3': { B: record('_3') } },
      }),
    );
    await client.send(
      new UpdateItemCommand({
        TableName: table,
        Key: { key: { S: 'note:1' }, partition: { N: '1' } },
        UpdateExpression: 'SET archived = :yes',
        ExpressionAttributeValues: { ':yes': { BOOL: true } },
      }),
    );
    const Key = { key: { S: 'note:1' }, partition: { N: '3' } };
    await client.send(new DeleteItemCommand({ TableName: table, Key }));
  }

  async function newsIn(table: string): Promise<string[]> {
    const records = await recordsOf(streams, table);
    const news = records.map(({ eventName, dynamodb }) =>
      newsOf({ eventName, keys: dynamodb?.Keys, newImage: dynamodb?.NewImage, oldImage: dynamodb?.OldImage }),
    );
    return news.map((each) => {
      if (each.kind === 'unreadable') return each.problem;
      const { kind, stream } = each;
      if (each.kind !== 'commit') return `${kind} ${stream}`;
      return `${kind} ${stream} ${each.commit.first}+${each.commit.records.length}`;
    });
  }

  const AT_FIRST = ['commit note:1 1+2', 'commit note:1 3+1', 'moved note:2', 'moved note:2', 'commit go-1 1+1'];

  it('tells commits and what the Go library adds, where it carries both images', async function () {
    this.timeout(60_000);
    await createTableWithStream(client, 'both', 'NEW_AND_OLD_IMAGES');
    await change('both');
    expect(await newsIn('both')).to.deep.equal([...AT_FIRST, 'commit go-1 2+2', 'touched note:1', 'removed note:1']);
  });

  it('tells that a stream has moved where it carries new images only', async function () {
    this.timeout(60_000);
    await createTableWithStream(client, 'new', 'NEW_IMAGE');
    await change('new');
    expect(await newsIn('new')).to.deep.equal([...AT_FIRST, 'moved go-1', 'moved note:1', 'removed note:1']);
  });
});
