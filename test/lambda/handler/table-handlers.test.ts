import { MemoryStore } from '@eventsource/core';
import { type StreamEvent, tableHandlers, UnknownTableError, UnreadableRecordError } from '@eventsource/lambda';
import { expect } from 'chai';
import { rejection } from '../../core/accounts/application.js';
import { commitsOf } from '../../core/delivery/streams.js';
import { batchOf, invocation } from '../events.js';
import { notes } from './application.js';

const batchOfTable = (table: string, stream: string) => ({
  Records: batchOf(commitsOf(stream, [1])).Records.map((record) => ({
    ...record,
    eventSourceARN: `arn:aws:dynamodb:eu-west-1:000000000000:table/${table}/stream/2026-01-02T03:04:05.006`,
  })),
});

describe('A function for several tables', () => {
  const [orders, users] = [notes(new MemoryStore()), notes(new MemoryStore())];
  const handler = tableHandlers({ orders: orders.handler, users: users.handler });

  it('gives each batch to the handler of its table', async () => {
    await handler(batchOfTable('orders', '1'), invocation());
    await handler(batchOfTable('users', '1'), invocation());
    expect([orders, users].map(({ consumer }) => consumer.of('1').length)).to.deep.equal([1, 1]);
  });

  it('refuses a batch of another table', async () => {
    for (const table of ['baskets', 'constructor']) {
      const error = await rejection(handler(batchOfTable(table, '1'), invocation()));
      expect(error).to.be.instanceOf(UnknownTableError);
      expect(error).to.deep.include({ table, known: ['orders', 'users'] });
    }
  });

  it('refuses an event that is not of a stream', async () => {
    for (const text of ['{ "test": true }', 'null', '{ "Records": "none" }']) {
      const event: StreamEvent = JSON.parse(text);
      expect(await rejection(handler(event, invocation())), text).to.be.instanceOf(UnreadableRecordError);
      expect(await rejection(orders.handler(event, invocation())), text).to.be.instanceOf(UnreadableRecordError);
    }
    const withoutRecord: StreamEvent = JSON.parse('{ "Records": [null] }');
    expect(await rejection(handler(withoutRecord, invocation()))).to.be.instanceOf(UnknownTableError);
  });

  it('takes an empty batch for a success', async () => {
    expect(await handler({ Records: [] }, invocation())).to.deep.equal({ batchItemFailures: [] });
  });
});
