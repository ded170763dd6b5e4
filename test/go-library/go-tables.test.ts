import { readFile } from 'node:fs/promises';
import { type AttributeValue, type DynamoDBClient, PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { Dispatcher, install, plainIds, Repository } from '@eventsource/core';
import { createTable, dynamoDb } from '@eventsource/dynamodb';
import { type Dynalite, startDynalite } from '@eventsource/testing';
import { expect } from 'chai';
import { container } from 'tsyringe';
import { CancelOrder, Order, ShipOrder } from '../../examples/go-library/order.js';
import { rejection } from '../core/accounts/application.js';
import { readAsGo } from './go-reader.js';

type Item = Record<string, AttributeValue>;

interface Fixture {
  readonly aggregateId: string;
  readonly items: readonly Item[];
  readonly events: readonly { readonly version: number; readonly type: string; readonly data: object }[];
}

async function fixture(name: string): Promise<Fixture> {
  const file = new URL(`../../../test/fixtures/go/${name}.json`, import.meta.url);
  return JSON.parse(await readFile(file, 'utf8'), (key, value) => (key === 'B' ? Buffer.from(value, 'base64') : value));
}

describe('a table of the Go library', () => {
  let dynalite: Dynalite;
  let client: DynamoDBClient;
  let tables = 0;
  let table: string;

  before(async () => {
    dynalite = await startDynalite();
    client = dynalite.client();
  });

  after(() => dynalite.stop());

  beforeEach(async () => {
    table = `orders-${tables++}`;
    await createTable({ table, client });
  });

  async function put(...items: readonly Item[]): Promise<void> {
    for (const Item of items) await client.send(new PutItemCommand({ TableName: table, Item }));
  }

  const contents = async () => JSON.stringify((await client.send(new ScanCommand({ TableName: table }))).Items);

  function application() {
    const app = container.createChildContainer();
    install(app, { aggregates: [Order], streamNaming: plainIds }, dynamoDb({ table, client }));
    return { dispatcher: app.resolve(Dispatcher), repository: app.resolve(Repository) };
  }

  it('is loaded as it is, from one item', async () => {
    const { aggregateId, items } = await fixture('stream-3');
    await put(...items);

    const { aggregate, version } = await application().repository.load(Order, aggregateId);

    expect(version).to.equal(3);
    expect(aggregate).to.include({
      customer: 'Zoë Ångström 日本語 🚚 \u2028',
      title: 'title 3',
      state: 'shipped',
      pieces: 0,
    });
  });

  it('is loaded as it is, from five items, at every version', async () => {
    const { aggregateId, items, events } = await fixture('stream-per5');
    await put(...items);
    const { repository } = application();

    expect((await repository.load(Order, aggregateId)).version).to.equal(23);
    const fourth = await repository.load(Order, aggregateId, { version: 4 });
    expect(fourth.aggregate).to.include({ state: 'cancelled', title: 'title 3' });
    expect(fourth.aggregate.cancelledAt?.toISOString()).to.equal('2017-08-15T10:30:04.000Z');
    for (const { version } of events) {
      expect((await repository.load(Order, aggregateId, { version })).version).to.equal(version);
    }
  });

  it('is continued, and what was added is read by the rules of the Go library', async () => {
    const { aggregateId, items, events } = await fixture('stream-per5');
    await put(...items);
    const { dispatcher } = application();

    const shipped = await dispatcher.dispatch(new ShipOrder(aggregateId, 'UPS'), { metadata: { user: 'joe' } });
    await dispatcher.dispatch(new CancelOrder(aggregateId, 'lost'));

    const read = await readAsGo(client, table, aggregateId);
    expect(read.slice(0, 23)).to.deep.equal(events.map(({ version, type, data }) => ({ version, type, data })));
    expect(read[23]).to.deep.equal({
      version: 24,
      type: 'OrderShipped',
      data: { ID: aggregateId, Version: 24, At: shipped.time?.toISOString(), Carrier: 'UPS' },
    });
    expect(read[24]).to.deep.include({ version: 25, type: 'OrderCancelled' });
    expect(read[24]?.data).to.include({ order_id: aggregateId, v: 25, reason: 'lost' });
    expect(read[24]?.data.when).to.be.a('number');
    expect((await application().repository.load(Order, aggregateId)).version).to.equal(25);
  });

  const record = (d: object = {}, t = 'Ticked') => ({ B: Buffer.from(JSON.stringify({ t, d })) });
  const key = { S: 'order-1' };
  const [zero, one, six] = [{ N: '0' }, { N: '1' }, { N: '6' }];
  const broken: [what: string, items: Item[], error: string, version: number, says: string][] = [
    [
      'a gap inside an item',
      [{ key, partition: zero, _1: record(), _3: record() }],
      'MalformedStreamError',
      1,
      'partition 0',
    ],
    [
      'a gap that no commit explains',
      [
        { key, partition: zero, _1: record() },
        { key, partition: one, _5: record() },
      ],
      'MalformedStreamError',
      2,
      'partition 1',
    ],
    [
      'two items that carry one version',
      [
        { key, partition: zero, _1: record(), _2: record() },
        { key, partition: one, _2: record() },
      ],
      'MalformedStreamError',
      3,
      'partition 1',
    ],
    [
      'an attribute like _note',
      [{ key, partition: zero, _1: record(), _note: { S: 'x' } }],
      'MalformedStreamError',
      1,
      'partition 0',
    ],
    [
      'a record that is no binary',
      [{ key, partition: zero, _1: { S: '{}' } }],
      'MalformedStreamError',
      1,
      'partition 0',
    ],
    [
      'a record that is no JSON',
      [{ key, partition: zero, _1: { B: Buffer.from('nonsense') } }],
      'MalformedRecordError',
      1,
      'partition 0',
    ],
    ['an item without records', [{ key, partition: six }], 'MalformedStreamError', 6, 'partition 6'],
  ];
  for (const [what, items, name, version, says] of broken) {
    it(`that holds ${what} is refused with stream, version and partition, and left as it is`, async () => {
      await put(...items);
      const before = await contents();

      const error = await rejection(application().dispatcher.dispatch(new ShipOrder('order-1', 'DHL')));

      expect(error).to.include({ name, stream: 'order-1', version });
      expect(error).to.have.property('message').that.includes(says);
      expect(await contents()).to.equal(before);
    });
  }
});
