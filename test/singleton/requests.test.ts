import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  AlreadyReservedError,
  createReservationTable,
  DynamoDbReservations,
  type Resource,
} from '@eventsource/singleton';
import { type Dynalite, RequestLog, startDynalite } from '@eventsource/testing';
import { expect } from 'chai';
import { rejection } from '../dynamodb/rejection.js';
import { notebook } from '../dynamodb/requests.js';
import { MovingClock } from './moving-clock.js';
import { rawTable } from './raw-table.js';

const table = 'reservations';
const forever = { N: '9223372036854775807' };

describe('The requests of DynamoDbReservations', () => {
  let server: Dynalite;
  let client: DynamoDBClient;
  let log: RequestLog;
  let reservations: DynamoDbReservations;
  const clock = new MovingClock(1_795_469_541);
  const fresh = (
    (nth = 0) =>
    (type = 'email'): Resource => ({ type, id: `joe-${++nth}`, owner: 'joe' })
  )();

  before(async () => {
    server = await startDynalite();
    client = server.client();
    log = RequestLog.of(client);
    await createReservationTable({ table, client });
    reservations = new DynamoDbReservations({ table, client, clock });
  });

  beforeEach(() => void log.clear());

  after(async () => {
    client.destroy();
    await server.stop();
  });

  const units = () =>
    log.requests.map(({ operation, readUnits, writeUnits }) => `${operation} ${readUnits}/${writeUnits}`);

  it('are one write each to reserve, release and revoke, and one strongly consistent read to ask', async () => {
    const joe = fresh();
    await reservations.reserve(joe);
    await reservations.reserve(joe, 60_000);
    await reservations.isAvailable(joe);
    await reservations.release(joe);
    await reservations.revoke(joe);
    expect(units()).to.deep.equal(['PutItem 0/1', 'PutItem 0/1', 'GetItem 1/0', 'DeleteItem 0/1', 'DeleteItem 0/1']);
  });

  it('are one also when they are refused', async () => {
    const joe = fresh();
    await reservations.reserve(joe);
    log.clear();
    expect(await rejection(reservations.reserve({ ...joe, owner: 'ann' }))).to.be.instanceOf(AlreadyReservedError);
    await rejection(reservations.release({ ...joe, owner: 'ann' }));
    expect(units()).to.deep.equal(['PutItem 0/1', 'DeleteItem 0/1']);
  });

  it('are one for a tenant and for an id with colons, too', async () => {
    await reservations.reserve({ ...fresh(), tenant: 'acme' });
    await reservations.reserve({ ...fresh(), id: 'urn:isbn:1' });
    expect(units()).to.deep.equal(['PutItem 0/1', 'PutItem 0/1']);
  });

  it('are another for a type with a colon: it may be reserved under the key of the Go library', async () => {
    const joe = fresh('work:email');
    await reservations.reserve(joe);
    await reservations.isAvailable(joe);
    await reservations.release(joe);
    await reservations.revoke(joe);
    expect(log.operations).to.deep.equal([
      ...['GetItem', 'PutItem'],
      ...['GetItem', 'GetItem'],
      ...['GetItem', 'DeleteItem'],
      ...['DeleteItem', 'DeleteItem'],
    ]);
  });

  it('are told to the caller, refused ones with what they cost', async () => {
    const { lines, onRequest } = notebook();
    const joe = fresh();
    await reservations.reserve(joe, 0, { onRequest });
    await rejection(reservations.reserve({ ...joe, owner: 'x'.repeat(2_000) }, 0, { onRequest }));
    await reservations.isAvailable(joe, { onRequest });
    await reservations.release(joe, { onRequest });
    await reservations.revoke(joe, { onRequest });
    expect(lines).to.deep.equal(['PutItem 0/1', 'PutItem 0/2', 'GetItem 1/0', 'DeleteItem 0/1', 'DeleteItem 0/1']);
  });

  it('write the items of the Go library, marked as of this package', async () => {
    const joe = fresh();
    const stored = () => rawTable(client, table).get(`email:${joe.id}`);
    const item = { key: { S: `email:${joe.id}` }, owner: { S: 'joe' }, v: { N: '1' } };
    await reservations.reserve(joe);
    expect(await stored()).to.deep.equal({ ...item, expires: forever });
    await reservations.reserve(joe, 1_001);
    expect(await stored()).to.deep.equal({ ...item, expires: { N: '1795469543' } });
  });
});
