import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import { TransactionsUnsupportedError } from '@eventsource/core';
import { createTable, type DynamoDbOptions, DynamoDbStore, Table, tableDefinition } from '@eventsource/dynamodb';
import { type Dynalite, startDynalite } from '@eventsource/testing';
import { expect } from 'chai';
import { commitTo } from '../commits.js';
import { rejection } from '../rejection.js';

const EVENTS = {
  holds: 'events',
  definition: tableDefinition,
  definedBy: 'tableDefinition',
  createdBy: 'createTable',
  package: '@eventsource/dynamodb',
};

describe('A server without transactions', () => {
  let server: Dynalite;
  let options: DynamoDbOptions;

  before(async () => {
    server = await startDynalite({ transactions: false });
    options = { table: 'events', client: server.client() };
    await createTable(options);
  });

  after(() => server.stop());

  const put = (key: string): TransactWriteItem => ({
    Put: { TableName: 'events', Item: { key: { S: key }, partition: { N: '1' } } },
  });

  it('is told from one that is down, with what to do, whoever asks for a transaction', async () => {
    const store = new DynamoDbStore(options);
    const table = new Table(options, EVENTS);
    for (const transaction of [
      store.appendAll([commitTo('a', 0), commitTo('b', 0)]),
      table.transact([put('c'), put('d')]),
    ]) {
      const error = await rejection(transaction);
      expect(error).to.be.instanceOf(TransactionsUnsupportedError);
      expect(error).to.have.nested.property('cause.name', 'UnknownOperationException');
      expect(error).to.have.property('message').that.includes('Use DynamoDB itself, or DynamoDB Local.');
    }
  });
});
