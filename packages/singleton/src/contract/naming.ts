import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Reservations } from '../reservations.js';
import type { ResourceName } from '../resource.js';
import type { ContractTests } from './contract-test.js';
import { assertTaken, ContractValue } from './contract-value.js';

const unusual = [
  ...['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'a:b', ':', '::', '\\', '\\:', ':\\', '\\@', '\\@a:b'],
  ...[' a  b ', 'a/b', 'a#b', 'a%3Ab', 'a\nb\tc', 'a\u0000b', 'zoë@例え.jp', '👩‍👩‍👧‍👦', '\u{10ffff}\uffff', '"\'`$'],
];

/** Names that a careless key would take for one; `id` stands for something unique. */
const alike: readonly (readonly [ResourceName, ResourceName])[] = [
  [
    { type: 'a:b', id: 'id' },
    { type: 'a', id: 'b:id' },
  ],
  [
    { type: 'a', id: 'b:id' },
    { type: 'a\\:b', id: 'id' },
  ],
  [
    { type: 'a\\', id: 'b:id' },
    { type: 'a:b', id: 'id' },
  ],
  [
    { type: '', id: 'a:id' },
    { type: ':a', id: 'id' },
  ],
  [
    { type: '', id: 'a:id' },
    { type: 'a', id: 'id' },
  ],
  [
    { type: 'a', id: 'id' },
    { type: 'A', id: 'id' },
  ],
  [
    { type: 'a', id: 'id' },
    { type: 'a', id: 'id ' },
  ],
  [
    { type: 'a', id: 'id\u00e9' },
    { type: 'a', id: 'ide\u0301' },
  ],
  [
    { type: 'a', id: 'id\u0000a' },
    { type: 'a', id: 'id\u0000b' },
  ],
  [
    { type: 'a', id: 'id' },
    { type: 'a', id: 'id', tenant: 't' },
  ],
  [
    { type: 'a', id: 'id', tenant: 't' },
    { type: 'a', id: 'id', tenant: 'u' },
  ],
  [
    { type: 'a', id: 'id', tenant: '' },
    { type: 'a', id: 'id' },
  ],
  [
    { type: 't:a', id: 'id' },
    { type: 'a', id: 'id', tenant: 't' },
  ],
  [
    { type: '\\@t', id: 'a:id' },
    { type: 'a', id: 'id', tenant: 't' },
  ],
  [
    { type: '\\@t:a', id: 'id' },
    { type: 'a', id: 'id', tenant: 't' },
  ],
  [
    { type: 'b', id: 'id', tenant: 't:a' },
    { type: 'a:b', id: 'id', tenant: 't' },
  ],
  [
    { type: 'b', id: 'id', tenant: 't\\' },
    { type: '\\b', id: 'id', tenant: 't' },
  ],
];

export const naming = {
  'reserves under names with every kind of character': async ({ reservations }) => {
    for (const name of unusual) {
      await assertReserves(reservations, new ContractValue({ type: name, id: randomUUID() }));
      await assertReserves(reservations, new ContractValue({ type: randomUUID(), id: name }));
      await assertReserves(reservations, new ContractValue({ type: 'email', id: randomUUID(), tenant: name }));
      await assertReserves(reservations, new ContractValue(), name);
    }
  },

  'reserves under names of 900 bytes each': async ({ reservations }) => {
    const long = 'é'.repeat(450);
    await assertReserves(reservations, new ContractValue({ type: randomUUID() + long, id: long }), long);
  },

  'keeps names apart that look alike': async ({ reservations }) => {
    for (const [one, other] of alike) {
      const unique = randomUUID();
      const renamed = (name: ResourceName) => ({ ...name, id: name.id.replace('id', unique) });
      await assertApart(reservations, new ContractValue(renamed(one)), new ContractValue(renamed(other)));
    }
  },

  'keeps the values of tenants apart': async ({ reservations }) => {
    const id = randomUUID();
    const values = [undefined, 'acme', 'emca'].map((tenant) => new ContractValue({ type: 'email', id, tenant }));
    for (const value of values) await reservations.reserve(value.ann);
    for (const value of values) await assertTaken(reservations, value.bob, value.ann);
    const [one, ...others] = values;
    if (one) await reservations.revoke(one.name);
    for (const value of others) await assertTaken(reservations, value.bob, value.ann);
  },
} satisfies ContractTests;

async function assertReserves(reservations: Reservations, value: ContractValue, owner = value.ann.owner) {
  const resource = value.of(owner);
  await reservations.reserve(resource);
  await assertTaken(reservations, value.bob);
  assert.equal(await reservations.release(resource), 'released', JSON.stringify(resource));
  await reservations.reserve(value.bob);
  assert.equal(await reservations.revoke(value.name), 'revoked', JSON.stringify(resource));
}

async function assertApart(reservations: Reservations, one: ContractValue, other: ContractValue): Promise<void> {
  const names = JSON.stringify([one.name, other.name]);
  await reservations.reserve(one.ann);
  assert.equal(await reservations.isAvailable(other.bob), true, `one blocks the other: ${names}`);
  await reservations.reserve(other.bob);
  await assertTaken(reservations, one.bob, one.ann);
  await assertTaken(reservations, other.ann, other.bob);
  assert.equal(await reservations.release(one.ann), 'released', names);
  await assertTaken(reservations, other.ann, other.bob);
}
