import { type AttributeValue, type DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { Delivery, StreamVersion } from '@eventsource/core';
import { createTable, DynamoDbStore } from '@eventsource/dynamodb';
import { type Dynalite, startDynalite } from '@eventsource/testing';
import { expect } from 'chai';
import { NoteTaker } from '../core/delivery/note-taker.js';

/** As the Go library stores them: up to a hundred to an item, at a partition that is no version. */
const LAST = 250;
/** Events of this framework behind them. */
const GONE_ON = 2;

const record = (version: number) => Buffer.from(`{"t":"counted","d":{"number":${version}}}`);

describe('A stream that the Go library has begun', () => {
  let dynalite: Dynalite;
  let client: DynamoDBClient;

  before(async () => {
    dynalite = await startDynalite();
    client = dynalite.client();
    await createTable({ table: 'counts', client });
    for (const Item of goItems()) await client.send(new PutItemCommand({ TableName: 'counts', Item }));
  });

  after(() => dynalite.stop());

  it('is caught up with from each position, also one inside an item', async () => {
    const store = new DynamoDbStore({ table: 'counts', client });
    await catchesUpFromEverywhere(store, LAST);
    for (const version of [LAST, LAST + 1]) {
      const after = StreamVersion.start.plus(version);
      const records = [record(version + 1)];
      await store.append({ stream: 'a', after, id: Buffer.from(`commit-of-${version}`), records });
    }
    await catchesUpFromEverywhere(store, LAST + GONE_ON);
  });
});

function goItems(): Record<string, AttributeValue>[] {
  return [0, 1, 2].map((partition) => {
    const versions = Array.from({ length: 100 }, (_, index) => 100 * partition + index);
    const held = versions.filter((version) => version >= 1 && version <= LAST);
    const records = held.map((version) => [`_${version}`, { B: record(version) }] as const);
    const revision = { N: String(held.length) };
    return { key: { S: 'a' }, partition: { N: String(partition) }, revision, ...Object.fromEntries(records) };
  });
}

async function catchesUpFromEverywhere(store: DynamoDbStore, last: number): Promise<void> {
  for (const version of [0, 1, 50, 99, 100, 101, 150, 198, 199, 200, 201, 249, 250, 251, 252]) {
    if (version > last) continue;
    const consumer = new NoteTaker();
    const move = { consumer: 'notes', stream: 'a', from: 0, to: version };
    if (version > 0) await consumer.checkpoints.move(move, async () => {});
    expect(await new Delivery(store, consumer).catchUp(['a']), `from ${version}`).to.deep.equal([]);
    const rest = Array.from({ length: last - version }, (_, index) => String(record(version + 1 + index)));
    expect(consumer.of('a'), `from ${version}`).to.deep.equal(rest);
  }
}
