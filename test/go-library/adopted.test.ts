import { readFile } from 'node:fs/promises';
import { type AttributeValue, type DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { Dispatcher, install, Repository } from '@eventsource/core';
import { copy, createTable, dynamoDb } from '@eventsource/dynamodb';
import { type Dynalite, startDynalite } from '@eventsource/testing';
import { expect } from 'chai';
import { container } from 'tsyringe';
import { CancelOrder, Order, ShipOrder } from '../../examples/go-library/order.js';
import { readAsGo } from './go-reader.js';

interface Fixture {
  readonly aggregateId: string;
  readonly items: readonly Record<string, AttributeValue>[];
  readonly events: readonly { readonly version: number }[];
}

async function fixture(name: string): Promise<Fixture> {
  const file = new URL(`../../../test/fixtures/go/${name}.json`, import.meta.url);
  return JSON.parse(await readFile(file, 'utf8'), (key, value) => (key === 'B' ? Buffer.from(value, 'base64') : value));
}

describe('A table of the Go library that was copied under the name of an aggregate', () => {
  let dynalite: Dynalite;
  let client: DynamoDBClient;

  before(async () => {
    dynalite = await startDynalite();
    client = dynalite.client();
    for (const table of ['go-orders', 'orders']) await createTable({ table, client });
    for (const name of ['stream-3', 'stream-per5']) {
      const { items } = await fixture(name);
      for (const Item of items) await client.send(new PutItemCommand({ TableName: 'go-orders', Item }));
    }
    await copy({ from: { table: 'go-orders', client }, to: { table: 'orders', client }, aggregate: 'order' });
  });
  after(() => dynalite.stop());

  /** As any new application is installed. */
  function application() {
    const app = container.createChildContainer();
    install(app, { aggregates: [Order] }, dynamoDb({ table: 'orders', client }));
    return { dispatcher: app.resolve(Dispatcher), repository: app.resolve(Repository) };
  }

  it('is loaded by the default names of streams, at every version', async () => {
    const { repository } = application();
    const small = await fixture('stream-3');
    expect((await repository.load(Order, small.aggregateId)).aggregate).to.include({
      state: 'shipped',
      title: 'title 3',
    });
    const { aggregateId, events } = await fixture('stream-per5');
    for (const { version } of events) {
      expect((await repository.load(Order, aggregateId, { version })).version).to.equal(version);
    }
  });

  it('is gone on with by commands, and can be copied again afterwards', async () => {
    const { aggregateId, events } = await fixture('stream-per5');
    const { dispatcher } = application();
    await dispatcher.dispatch(new ShipOrder(aggregateId, 'UPS'));
    const { version } = await dispatcher.dispatch(new CancelOrder(aggregateId, 'lost'));
    expect(version).to.equal(events.length + 2);
    expect(await readAsGo(client, 'orders', `order:${aggregateId}`)).to.have.length(events.length + 2);

    const again = await copy({
      from: { table: 'go-orders', client },
      to: { table: 'orders', client },
      aggregate: 'order',
    });
    expect(again).to.include({ written: 0, conflicts: 0 });
  });
});
