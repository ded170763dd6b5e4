import 'reflect-metadata';
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { Dispatcher, install, plainIds, Repository } from '@eventsource/core';
import { createTable, dynamoDb } from '@eventsource/dynamodb';
import { startDynalite } from '@eventsource/testing';
import { container } from 'tsyringe';
import { Order, ShipOrder } from './order.js';

const dynalite = await startDynalite();
const options = { table: 'orders', client: dynalite.client() };
await createTable(options);

// An item as the Go library left it: many versions in one, and a partition that is no version.
const placed = {
  ID: 'order-1',
  Version: 1,
  At: '2017-08-15T03:47:33-07:00',
  Customer: 'Zoë',
  Lines: [{ SKU: 'a', Qty: 2 }],
};
const renamed = { ID: 'order-1', Version: 2, At: '2017-08-15T03:47:35-07:00', Title: 'Two of a kind' };
const record = (t: string, d: object) => ({ B: Buffer.from(JSON.stringify({ t, d })) });
await options.client.send(
  new PutItemCommand({
    TableName: options.table,
    Item: {
      key: { S: 'order-1' },
      partition: { N: '0' },
      revision: { N: '1' },
      _1: record('OrderPlaced', placed),
      _2: record('order.renamed.v2', renamed),
    },
  }),
);

install(container, { aggregates: [Order], streamNaming: plainIds }, dynamoDb(options));
const { version } = await container.resolve(Dispatcher).dispatch(new ShipOrder('order-1', 'DHL'));
const { aggregate: order } = await container.resolve(Repository).load(Order, 'order-1');
console.log(`"${order.title}" for ${order.customer} [version ${version}]: ${order.pieces} pieces, ${order.state}`);
await dynalite.stop();
