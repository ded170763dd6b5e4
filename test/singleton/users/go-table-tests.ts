import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { Dispatcher, install, type Store } from '@eventsource/core';
import { AlreadyReservedError, createReservationTable, DynamoDbReservations, reserving } from '@eventsource/singleton';
import { expect } from 'chai';
import { container } from 'tsyringe';
import { MovingClock } from '../moving-clock.js';
import { type RawItem, rawTable } from '../raw-table.js';
import { Acquire, GiveBack, Holder } from './holder.js';
import { rejection } from './reserving-tests.js';

const FOREVER = '9223372036854775807';

/** Names with the keys under which the Go library reserved them, and other names that it gave the same key. */
const names = [
  { type: 'email', id: 'joe@example.com', key: 'email:joe@example.com', alike: [] },
  { type: 'url', id: 'https://x', key: 'url:https://x', alike: [{ type: 'url:https', id: '//x' }] },
  { type: 'a:b', id: 'c', key: 'a:b:c', alike: [{ type: 'a', id: 'b:c' }] },
  { type: '', id: 'x', key: ':x', alike: [] },
  { type: 'path\\', id: 'x', key: 'path\\:x', alike: [] },
] as const;

let tables = 0;

/** Commands that reserve what the Go library left in the table of reservations. */
export function goTableTests(place: () => { readonly store: Store; readonly client: DynamoDBClient }): void {
  let n: number;
  let clock: MovingClock;
  let dispatcher: Dispatcher;
  let table: ReturnType<typeof rawTable>;
  const [ann, bob] = [() => `ann-${n}`, () => `bob-${n}`];
  const item = (key: string, owner: RawItem[string], expires = FOREVER): RawItem => ({
    key: { S: key },
    owner,
    expires: { N: expires },
  });

  beforeEach(async () => {
    n = ++tables;
    const { store, client } = place();
    const name = `go-registry-${n}`;
    await createReservationTable({ table: name, client });
    clock = new MovingClock();
    table = rawTable(client, name);
    const app = container.createChildContainer();
    const reservations = new DynamoDbReservations({ table: name, client, clock });
    install(app, { aggregates: [Holder], store, clock, report: () => {} }, reserving(reservations));
    dispatcher = app.resolve(Dispatcher);
  });

  const acquire = (holder: string, { type, id }: { type: string; id: string }, duration?: number) =>
    dispatcher.dispatch(new Acquire(holder, type, id, duration));
  const giveBack = (holder: string, { type, id }: { type: string; id: string }) =>
    dispatcher.dispatch(new GiveBack(holder, type, id));
  const isRefused = async (holder: string, name: { type: string; id: string }) =>
    (await rejection(acquire(holder, name))) instanceof AlreadyReservedError;

  for (const name of names) {
    describe(`under the key ${name.key} of ${JSON.stringify(name.type)}`, () => {
      for (const [how, expires] of [
        ['for ever', () => FOREVER],
        ['for an hour', () => String(clock.seconds + 3_600)],
      ] as const) {
        it(`is refused to others, and not to its owner, where it is reserved ${how}`, async () => {
          await table.put(item(name.key, { S: ann() }, expires()));
          for (const one of [name, ...name.alike]) expect(await isRefused(bob(), one), one.type).to.equal(true);
          expect(await table.get(name.key)).to.deep.equal(item(name.key, { S: ann() }, expires()));

          expect((await acquire(ann(), name)).version).to.equal(1);

          for (const one of [name, ...name.alike]) expect(await isRefused(bob(), one), one.type).to.equal(true);
        });
      }

      it('is everybody’s once its owner has given it back', async () => {
        await table.put(item(name.key, { S: ann() }));
        await acquire(ann(), name);
        await giveBack(ann(), name);

        expect(await table.keys()).to.deep.equal([]);
        for (const one of [name, ...name.alike]) {
          await acquire(bob(), one);
          await giveBack(bob(), one);
        }
      });

      it('is given back by an owner who never reserved it here, and by nobody else', async () => {
        await table.put(item(name.key, { S: ann() }));
        await giveBack(bob(), name);
        expect(await table.keys()).to.deep.equal([name.key]);

        await giveBack(ann(), name);

        expect(await table.keys()).to.deep.equal([]);
      });

      it('is anybody’s who asks once it has expired', async () => {
        await table.put(item(name.key, { S: ann() }, String(clock.seconds)));

        await acquire(bob(), name);

        expect(await isRefused(ann(), name)).to.equal(true);
      });

      it('is nobody’s where it has no owner, until it expires', async () => {
        await table.put(item(name.key, { NULL: true }, String(clock.seconds + 60)));
        expect(await isRefused(ann(), name)).to.equal(true);
        clock.advance(60);
        await acquire(ann(), name);
      });

      it('ends when its owner says so', async () => {
        await table.put(item(name.key, { S: ann() }));
        await acquire(ann(), name, 60_000);
        clock.advance(59);
        expect(await isRefused(bob(), name)).to.equal(true);
        clock.advance(1);
        // Under a key of ours, an item of the Go library goes on saying what it said.
        if (!name.type.match(/[:\\]/)) await acquire(bob(), name);
      });
    });
  }
}
