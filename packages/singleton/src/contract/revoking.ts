import assert from 'node:assert/strict';
import type { ContractTests } from './contract-test.js';
import { assertTaken, ContractValue } from './contract-value.js';

export const revoking = {
  'takes a value from whoever has it': async ({ reservations }) => {
    const { name, ann, bob } = new ContractValue();
    await reservations.reserve(ann);
    assert.equal(await reservations.revoke(name), 'revoked');
    await reservations.reserve(bob);
    await assertTaken(reservations, ann, bob);
  },

  'says so when there is nothing to revoke': async ({ reservations }) => {
    const { name, ann } = new ContractValue();
    assert.equal(await reservations.revoke(name), 'absent');
    await reservations.reserve(ann);
    await reservations.revoke(name);
    assert.equal(await reservations.revoke(name), 'absent');
    assert.equal(await reservations.release(ann), 'absent');
  },

  'says so when what it revokes has expired': async ({ reservations, clock }) => {
    const { name, ann } = new ContractValue();
    await reservations.reserve(ann, 1_000);
    clock.advance(1_000);
    assert.equal(await reservations.revoke(name), 'absent');
  },
} satisfies ContractTests;
