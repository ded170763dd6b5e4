import { DescribeTableCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { StoreUnavailableError } from '@eventsource/core';
import {
  createReservationTable,
  DynamoDbReservations,
  deleteReservationTable,
  reservationTableDefinition,
} from '@eventsource/singleton';
import { type Dynalite, startDynalite } from '@eventsource/testing';
import { expect } from 'chai';
import { plainClient } from '../dynamodb/raw-items.js';
import { rejection } from '../dynamodb/rejection.js';
import { refusal, startProxy } from '../dynamodb/scripted-proxy.js';

describe('The table of reservations', () => {
  let server: Dynalite;
  let proxy: Awaited<ReturnType<typeof startProxy>>;
  let client: DynamoDBClient;
  const joe = { type: 'email', id: 'joe@example.com', owner: 'joe' };

  before(async () => {
    server = await startDynalite();
    proxy = await startProxy(server.endpoint);
    client = plainClient(proxy.endpoint);
  });

  beforeEach(() => proxy.play());

  after(async () => {
    client.destroy();
    await proxy.stop();
    await server.stop();
  });

  const timeToLive = (TimeToLiveStatus: string) => ({
    status: 200,
    body: JSON.stringify({ TimeToLiveDescription: { TimeToLiveStatus } }),
  });
  const enabled = { status: 200, body: JSON.stringify({ TimeToLiveSpecification: {} }) };
  const asked = () => proxy.seen.filter((operation) => /TimeToLive/.test(operation));

  it('is defined with one key, on demand', () => {
    expect(reservationTableDefinition('reservations')).to.deep.equal({
      TableName: 'reservations',
      AttributeDefinitions: [{ AttributeName: 'key', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'key', KeyType: 'HASH' }],
      BillingMode: 'PAY_PER_REQUEST',
    });
  });

  it('is usable as soon as it is created, and gone when it is deleted', async () => {
    const options = { table: 'reservations', client };
    expect(await createReservationTable(options)).to.equal('created');
    await new DynamoDbReservations(options).reserve(joe);
    expect(await createReservationTable(options)).to.equal('existed');
    expect(await new DynamoDbReservations(options).isAvailable({ ...joe, owner: 'ann' })).to.equal(false);
    expect(await deleteReservationTable(options)).to.equal('deleted');
    expect(await deleteReservationTable(options)).to.equal('absent');
    const described = client.send(new DescribeTableCommand({ TableName: 'reservations' }));
    expect(await rejection(described)).to.have.property('name', 'ResourceNotFoundException');
  });

  it('is reached by a client made for it, which is closed', async () => {
    const options = { table: 'own-client', endpoint: server.endpoint };
    expect(await createReservationTable(options)).to.equal('created');
    expect(await deleteReservationTable(options)).to.equal('deleted');
  });

  it('has items deleted some time after they expire', async () => {
    const options = { table: 'expiring', client };
    await createReservationTable(options);
    proxy.play('pass', 'pass', timeToLive('DISABLED'), enabled);
    await createReservationTable(options);
    expect(asked()).to.deep.equal(['DescribeTimeToLive', 'UpdateTimeToLive']);
    expect(JSON.parse(proxy.bodies.at(-1) ?? '')).to.deep.equal({
      TableName: 'expiring',
      TimeToLiveSpecification: { AttributeName: 'expires', Enabled: true },
    });
  });

  it('is left alone where its items expire already', async () => {
    const options = { table: 'expired', client };
    await createReservationTable(options);
    proxy.play('pass', 'pass', timeToLive('ENABLING'));
    await createReservationTable(options);
    expect(asked()).to.deep.equal(['DescribeTimeToLive']);
  });

  it('is created by several at the same time, of whom one has its items expire', async () => {
    const options = { table: 'together', client };
    await createReservationTable(options);
    proxy.play('pass', 'pass', timeToLive('DISABLED'), refusal('ValidationException'), timeToLive('ENABLED'));
    expect(await createReservationTable(options)).to.equal('existed');
    proxy.play('pass', 'pass', timeToLive('DISABLED'), refusal('ValidationException'), timeToLive('DISABLED'));
    expect(await rejection(createReservationTable(options))).to.be.instanceOf(StoreUnavailableError);
  });
});
