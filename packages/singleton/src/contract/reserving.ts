import assert from 'node:assert/strict';
import type { ContractTests } from './contract-test.js';
import { assertNotReleased, assertTaken, ContractValue } from './contract-value.js';

export const reserving = {
  'reserves a value that nobody has': async ({ reservations }) => {
    const { ann, bob } = new ContractValue();
    assert.equal(await reservations.isAvailable(ann), true);
    await reservations.reserve(ann);
    await assertTaken(reservations, bob, ann);
  },

  'asks without reserving': async ({ reservations }) => {
    const { ann, bob } = new ContractValue();
    await reservations.isAvailable(ann);
    assert.equal(await reservations.isAvailable(bob), true);
    await reservations.reserve(bob);
  },

  'lets the owner reserve again': async ({ reservations }) => {
    const { ann, bob } = new ContractValue();
    await reservations.reserve(ann);
    await reservations.reserve(ann);
    assert.equal(await reservations.isAvailable(ann), true, 'it is not available to its owner');
    await assertTaken(reservations, bob, ann);
  },

  'leaves a value with its owner after others were refused': async ({ reservations }) => {
    const { ann, bob } = new ContractValue();
    await reservations.reserve(ann);
    await assertTaken(reservations, bob, ann);
    await assertNotReleased(reservations, bob, ann);
    await assertTaken(reservations, bob, ann);
    assert.equal(await reservations.release(ann), 'released');
  },

  'lets an owner have several values': async ({ reservations }) => {
    const values = [new ContractValue(), new ContractValue(), new ContractValue()];
    for (const value of values) await reservations.reserve(value.of('one and the same'));
    for (const value of values) await assertTaken(reservations, value.bob, value.of('one and the same'));
  },

  'does not take an owner for another of a similar name': async ({ reservations }) => {
    for (const [one, other] of [
      ['ann', 'Ann'],
      ['ann', 'ann '],
      ['1', '01'],
      ['caf\u00e9', 'cafe\u0301'],
    ] as const) {
      const value = new ContractValue();
      await reservations.reserve(value.of(one));
      assert.equal(await reservations.isAvailable(value.of(other)), false, `"${other}" is taken for "${one}"`);
    }
  },
} satisfies ContractTests;
