import assert from 'node:assert/strict';
import { StreamVersion } from '@eventsource/core';
import { createTable, DynamoDbStore } from '@eventsource/dynamodb';
import { RequestLog, startDynalite } from '@eventsource/testing';

it('appends with one request and loads with one', async () => {
  const dynalite = await startDynalite();
  const client = dynalite.client();
  const log = RequestLog.of(client);
  await createTable({ table: 'events', client });
  const store = new DynamoDbStore({ table: 'events', client });
  log.clear();

  const record = Buffer.from('{"t":"parcel-sent","d":{"to":"Bern"}}');
  await store.append({ stream: 'parcel:p-1', after: StreamVersion.start, id: Buffer.from('1'), records: [record] });
  await store.load('parcel:p-1', { snapshots: { fingerprint: '1', every: 20 } });

  assert.deepEqual(log.operations, ['PutItem', 'Query']);
  assert.deepEqual(log.total, { requests: 2, attempts: 2, readUnits: 1, writeUnits: 1 });
  await dynalite.stop();
});
