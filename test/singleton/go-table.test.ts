import { readFileSync } from 'node:fs';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  AlreadyReservedError,
  createReservationTable,
  DynamoDbReservations,
  NotOwnerError,
  type Resource,
} from '@eventsource/singleton';
import { type Dynalite, startDynalite } from '@eventsource/testing';
import { expect } from 'chai';
import { rejection } from '../dynamodb/rejection.js';
import { MovingClock } from './moving-clock.js';
import { type RawItem, rawTable } from './raw-table.js';

interface Fixture {
  readonly cases: readonly {
    readonly name: string;
    readonly resource: { readonly Type: string; readonly ID: string; readonly Owner: string };
    readonly reservedBetweenUnix: readonly [number, number];
    readonly item: RawItem;
  }[];
}

const { cases }: Fixture = JSON.parse(readFileSync('test/fixtures/go/singleton.json', 'utf8'));
const forever = { N: '9223372036854775807' };

describe("A table of the Go library's registry", () => {
  let server: Dynalite;
  let client: DynamoDBClient;
  let clock: MovingClock;
  let table: ReturnType<typeof rawTable>;
  let reservations: DynamoDbReservations;
  let tables = 0;

  before(async () => {
    server = await startDynalite();
    client = server.client();
  });

  beforeEach(async () => {
    clock = new MovingClock();
    const name = `registry-${++tables}`;
    await createReservationTable({ table: name, client });
    table = rawTable(client, name);
    reservations = new DynamoDbReservations({ table: name, client, clock });
  });

  after(async () => {
    client.destroy();
    await server.stop();
  });

  for (const { name, resource, item, reservedBetweenUnix } of cases) {
    const owner: Resource = { type: resource.Type, id: resource.ID, owner: resource.Owner };
    const other = { ...owner, owner: 'somebody-else' };
    const expires = BigInt(item.expires?.N ?? 0);

    describe(`with a reservation: ${name}`, () => {
      beforeEach(() => table.put(item));

      if (expires > reservedBetweenUnix[1]) {
        it('blocks others, and not its owner', async () => {
          clock.advance(reservedBetweenUnix[1] - clock.seconds);
          expect(await reservations.isAvailable(owner)).to.equal(true);
          expect(await reservations.isAvailable(other)).to.equal(false);
          expect(await rejection(reservations.reserve(other))).to.be.instanceOf(AlreadyReservedError);
          expect(await rejection(reservations.release(other))).to.be.instanceOf(NotOwnerError);
          expect(await table.keys()).to.deep.equal([item.key?.S]);
        });

        it('is released by its owner, and revoked by an administrator', async () => {
          clock.advance(reservedBetweenUnix[1] - clock.seconds);
          expect(await reservations.release(owner)).to.equal('released');
          expect(await table.keys()).to.deep.equal([]);
          await table.put(item);
          expect(await reservations.revoke(owner)).to.equal('revoked');
          expect(await table.keys()).to.deep.equal([]);
          await reservations.reserve(other);
        });

        it('is reserved for as long as its owner says when it does so again', async () => {
          clock.advance(reservedBetweenUnix[1] - clock.seconds);
          await reservations.reserve(owner, 3_600_000);
          expect(await rejection(reservations.reserve(other))).to.be.instanceOf(AlreadyReservedError);
          clock.advance(3_600);
          await reservations.reserve(other);
          expect(await rejection(reservations.release(owner))).to.be.instanceOf(NotOwnerError);
        });
      }

      if (expires < 2n ** 60n) {
        it('blocks nobody once it has expired', async () => {
          clock.advance(Number(expires) - clock.seconds);
          expect(await reservations.isAvailable(other)).to.equal(true);
          expect(await reservations.release(owner)).to.equal('absent');
          await table.put(item);
          await reservations.reserve(other);
          expect(await rejection(reservations.reserve(owner))).to.be.instanceOf(AlreadyReservedError);
        });
      }
    });
  }

  describe('with a reservation for an empty owner', () => {
    const key = { S: 'email:noowner@example.com' };
    const ann = { type: 'email', id: 'noowner@example.com', owner: 'ann' };

    it('blocks everyone until it is revoked', async () => {
      await table.put({ key, owner: { NULL: true }, expires: forever });
      expect(await reservations.isAvailable(ann)).to.equal(false);
      expect(await rejection(reservations.reserve(ann))).to.be.instanceOf(AlreadyReservedError);
      expect(await rejection(reservations.release(ann))).to.be.instanceOf(NotOwnerError);
      expect(await reservations.revoke(ann)).to.equal('revoked');
      await reservations.reserve(ann);
    });

    it('blocks nobody once it has expired', async () => {
      await table.put({ key, owner: { NULL: true }, expires: { N: String(clock.seconds) } });
      await reservations.reserve(ann);
      expect(await reservations.release(ann)).to.equal('released');
    });
  });

  it('revokes what was reserved under an empty id', async () => {
    await table.put({ key: { S: 'email:' }, owner: { S: 'ann' }, expires: forever });
    expect(await reservations.revoke({ type: 'email', id: '' })).to.equal('revoked');
  });

  describe('with a key that can be read in several ways', () => {
    const item = { key: { S: 'a:b:c' }, owner: { S: 'ann' }, expires: forever };
    const readings = [
      { type: 'a', id: 'b:c' },
      { type: 'a:b', id: 'c' },
    ];

    it('blocks each of them', async () => {
      await table.put(item);
      for (const reading of readings) {
        expect(await reservations.isAvailable({ ...reading, owner: 'ann' })).to.equal(true);
        expect(await reservations.isAvailable({ ...reading, owner: 'bob' })).to.equal(false);
      }
    });

    it('goes on blocking each of them when its owner reserves one again, until it is released', async () => {
      for (const one of readings) {
        await table.put(item);
        await reservations.reserve({ ...one, owner: 'ann' });
        for (const reading of readings) {
          const refusal = await rejection(reservations.reserve({ ...reading, owner: 'bob' }));
          expect(refusal).to.be.instanceOf(AlreadyReservedError);
        }
        expect(await reservations.release({ ...one, owner: 'ann' })).to.equal('released');
        for (const reading of readings) {
          await reservations.reserve({ ...reading, owner: 'bob' });
          await reservations.release({ ...reading, owner: 'bob' });
        }
      }
    });

    it('blocks none of them longer than its owner last asked for', async () => {
      for (const one of readings) {
        await table.put(item);
        await reservations.reserve({ ...one, owner: 'ann' }, 60_000);
        clock.advance(60);
        for (const reading of readings) await reservations.reserve({ ...reading, owner: 'bob' }, 1_000);
        clock.advance(1);
      }
    });

    it('is left in the format of the Go library when its owner reserves it for another time', async () => {
      await table.put(item);
      await reservations.reserve({ type: 'a', id: 'b:c', owner: 'ann' }, 60_000);
      expect(await table.get('a:b:c')).to.deep.equal({ ...item, expires: { N: String(clock.seconds + 60) } });
      expect(await reservations.isAvailable({ type: 'a:b', id: 'c', owner: 'bob' })).to.equal(false);
    });

    it('is not seen where this package wrote it', async () => {
      await reservations.reserve({ type: 'a', id: 'b:c', owner: 'ann' });
      const other = { type: 'a:b', id: 'c', owner: 'bob' };
      await reservations.reserve(other);
      expect(await reservations.isAvailable(other)).to.equal(true);
      expect(await reservations.release(other)).to.equal('released');
      expect(await reservations.revoke(other)).to.equal('absent');
      expect(await table.keys()).to.deep.equal(['a:b:c']);
    });

    it('may be one of a tenant', async () => {
      await table.put({ ...item, key: { S: '\\@t:a:b' } });
      const [ofTenant, ofGo] = [
        { type: 'a', id: 'b', tenant: 't' },
        { type: '\\@t', id: 'a:b' },
      ];
      await reservations.reserve({ ...ofTenant, owner: 'ann' });
      for (const name of [ofTenant, ofGo]) {
        expect(await rejection(reservations.reserve({ ...name, owner: 'bob' }))).to.be.instanceOf(AlreadyReservedError);
      }
    });
  });
});
