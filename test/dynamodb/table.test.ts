import { DescribeTableCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { StoreUnavailableError } from '@eventsource/core';
import { createTable, DynamoDbStore, deleteTable, tableDefinition } from '@eventsource/dynamodb';
import { type Dynalite, startDynalite } from '@eventsource/testing';
import { expect } from 'chai';
import { commitTo, versionsOf } from './commits.js';
import { plainClient } from './raw-items.js';
import { rejection } from './rejection.js';
import { refusal, startProxy } from './scripted-proxy.js';

describe('The table', () => {
  let server: Dynalite;
  let client: DynamoDBClient;

  before(async () => {
    server = await startDynalite();
    client = plainClient(server.endpoint);
  });

  after(async () => {
    client.destroy();
    await server.stop();
  });

  const describeTable = async (table: string) =>
    (await client.send(new DescribeTableCommand({ TableName: table }))).Table;

  it('is defined with the two keys, on demand, with a stream of new images', () => {
    expect(tableDefinition('orders')).to.deep.equal({
      TableName: 'orders',
      AttributeDefinitions: [
        { AttributeName: 'key', AttributeType: 'S' },
        { AttributeName: 'partition', AttributeType: 'N' },
      ],
      KeySchema: [
        { AttributeName: 'key', KeyType: 'HASH' },
        { AttributeName: 'partition', KeyType: 'RANGE' },
      ],
      BillingMode: 'PAY_PER_REQUEST',
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' },
    });
  });

  it('is usable as soon as createTable returns, and gone when deleteTable does', async () => {
    const options = { table: 'orders', client };
    expect(await createTable(options)).to.equal('created');
    expect(await describeTable('orders')).to.include({ TableStatus: 'ACTIVE' });
    await new DynamoDbStore(options).append(commitTo('any', 0));
    expect(await deleteTable(options)).to.equal('deleted');
    expect(await rejection(describeTable('orders'))).to.have.property('name', 'ResourceNotFoundException');
  });

  it('is kept by createTable when it exists, with what is in it', async () => {
    const options = { table: 'kept', client };
    await createTable(options);
    await new DynamoDbStore(options).append(commitTo('any', 0));
    expect(await createTable(options)).to.equal('existed');
    expect(await versionsOf(await new DynamoDbStore(options).load('any'))).to.deep.equal([1]);
  });

  it('is created once by several that try at the same time', async () => {
    const outcomes = await Promise.all([1, 2, 3].map(() => createTable({ table: 'together', client })));
    expect(outcomes.sort()).to.deep.equal(['created', 'existed', 'existed']);
  });

  it('need not exist to be deleted', async () => {
    expect(await deleteTable({ table: 'never', client })).to.equal('absent');
  });

  describe('while it is being changed', () => {
    let proxy: Awaited<ReturnType<typeof startProxy>>;
    const status = (TableStatus: string) => ({ status: 200, body: JSON.stringify({ Table: { TableStatus } }) });
    const inUse = refusal('ResourceInUseException');
    const gone = refusal('ResourceNotFoundException');
    const options = () => ({ table: 'changing', endpoint: proxy.endpoint });

    before(async () => {
      proxy = await startProxy(server.endpoint);
    });

    after(() => proxy.stop());

    it('is waited for until it is active', async () => {
      proxy.play('pass', status('CREATING'), gone, status('UPDATING'));
      expect(await createTable(options())).to.equal('created');
      expect(proxy.seen.slice(0, 4)).to.deep.equal(['CreateTable', ...Array(3).fill('DescribeTable')]);
    });

    it('is waited for until it is gone', async () => {
      proxy.play('pass', status('DELETING'), status('DELETING'));
      expect(await deleteTable(options())).to.equal('deleted');
      expect(proxy.seen.slice(0, 3)).to.deep.equal(['DeleteTable', 'DescribeTable', 'DescribeTable']);
    });

    it('is created anew once the old one is gone', async () => {
      proxy.play(inUse, status('DELETING'), gone);
      expect(await createTable(options())).to.equal('created');
      expect(proxy.seen.slice(0, 4)).to.deep.equal(['CreateTable', 'DescribeTable', 'DescribeTable', 'CreateTable']);
    });

    it('is deleted once it can be', async () => {
      proxy.play(inUse, status('CREATING'), status('ACTIVE'));
      expect(await deleteTable(options())).to.equal('deleted');
      expect(proxy.seen.slice(0, 4)).to.deep.equal(['DeleteTable', 'DescribeTable', 'DescribeTable', 'DeleteTable']);
    });

    it('is not waited for for ever', async () => {
      proxy.play('pass', ...Array(100).fill(status('CREATING')));
      const error = await rejection(createTable(options(), { waitAtMost: 100 }));
      expect(error).to.be.instanceOf(StoreUnavailableError);
      expect(error)
        .to.have.property('message')
        .that.matches(/"changing".*still CREATING after 100 ms/);
    });

    it('is not waited for when the caller gives up', async () => {
      proxy.play('pass', ...Array(100).fill(status('CREATING')));
      const signal = AbortSignal.timeout(100);
      expect(await rejection(createTable(options(), { signal }))).to.have.property('name', 'TimeoutError');
    });
  });

  it('cannot be created or deleted where nothing answers', async () => {
    const down = { table: 'orders', endpoint: 'http://127.0.0.1:1' };
    expect(await rejection(createTable(down))).to.be.instanceOf(StoreUnavailableError);
    expect(await rejection(deleteTable(down))).to.be.instanceOf(StoreUnavailableError);
  });
});
