import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { Dispatcher } from '@eventsource/core';
import { createTable } from '@eventsource/dynamodb';
import { createCheckpointTable, redrive } from '@eventsource/lambda';
import { startDynalite } from '@eventsource/testing';
import { expect } from 'chai';
import { container } from 'tsyringe';
import { insertOf, invocation } from '../events.js';
import { CreateOrder } from './order.js';

describe('The README of @eventsource/lambda', () => {
  it('shows a handler that takes what is stored', async () => {
    const dynalite = await startDynalite();
    process.env.DYNAMODB_ENDPOINT = dynalite.endpoint;
    try {
      const { handler } = await import('./handler.js');
      await createTable({ table: 'orders' });
      await createCheckpointTable({ table: 'checkpoints' });
      await container.resolve(Dispatcher).dispatch(new CreateOrder('o-1', 'Joe'));
      const record = Buffer.from('{"t":"order-created","d":{"customer":"Joe"}}');
      const commit = { stream: 'order:o-1', first: 1, records: [record] };
      // Without the table of the read model, the record comes again.
      const answer = await handler({ Records: [insertOf(commit, 100)] }, invocation());
      expect(answer).to.deep.equal({ batchItemFailures: [{ itemIdentifier: '100' }] });

      const client = dynalite.client();
      await dynalite.createTable({
        TableName: 'open-orders',
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: [{ AttributeName: 'order', AttributeType: 'S' }],
        KeySchema: [{ AttributeName: 'order', KeyType: 'HASH' }],
      });
      expect(await handler({ Records: [insertOf(commit, 100)] }, invocation())).to.deep.equal({
        batchItemFailures: [],
      });
      const { Items } = await client.send(new ScanCommand({ TableName: 'open-orders' }));
      expect(Items).to.deep.equal([{ order: { S: 'o-1' }, customer: { S: 'Joe' } }]);
      expect(await redrive(container, { consumer: 'open-orders@1' })).to.deep.equal({ streams: 0, failures: [] });
    } finally {
      delete process.env.DYNAMODB_ENDPOINT;
      container.reset();
      await dynalite.stop();
    }
  });
});
