import assert from 'node:assert/strict';
import type { ContractTests } from './contract-test.js';
import { assertNotReleased, assertTaken, ContractValue } from './contract-value.js';

export const releasing = {
  'lets another reserve what its owner released': async ({ reservations }) => {
    const { ann, bob } = new ContractValue();
    await reservations.reserve(ann);
    assert.equal(await reservations.release(ann), 'released');
    assert.equal(await reservations.isAvailable(bob), true);
    await reservations.reserve(bob);
    await assertTaken(reservations, ann, bob);
  },

  'does not release what someone else has': async ({ reservations }) => {
    const { ann, bob } = new ContractValue();
    await reservations.reserve(ann);
    await assertNotReleased(reservations, bob, ann);
    await assertTaken(reservations, bob, ann);
  },

  'says so when there is nothing to release': async ({ reservations }) => {
    const { ann } = new ContractValue();
    assert.equal(await reservations.release(ann), 'absent');
    await reservations.reserve(ann);
    assert.equal(await reservations.release(ann), 'released');
    assert.equal(await reservations.release(ann), 'absent');
  },

  'releases nothing else': async ({ reservations }) => {
    const [one, other] = [new ContractValue(), new ContractValue()];
    await reservations.reserve(one.of('ann'));
    await reservations.reserve(other.of('ann'));
    await reservations.release(one.of('ann'));
    await assertTaken(reservations, other.bob, other.of('ann'));
  },
} satisfies ContractTests;
