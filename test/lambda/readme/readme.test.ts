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
      // dynalite knows no transactions, so that the read model cannot be written: the record comes again.
      const answer = await handler({ Records: [insertOf(commit, 100)] }, invocation());
      expect(answer).to.deep.equal({ batchItemFailures: [{ itemIdentifier: '100' }] });
      expect(await redrive(container, { consumer: 'open-orders@1' })).to.deep.equal({ streams: 0, failures: [] });
    } finally {
      delete process.env.DYNAMODB_ENDPOINT;
      container.reset();
      await dynalite.stop();
    }
  });
});
