import assert from 'node:assert/strict';
import type { ContractTests } from './contract-test.js';
import { assertNotReleased, assertTaken, ContractValue, rejection } from './contract-value.js';

const HOUR = 3_600_000;
const THOUSAND_YEARS = 1_000 * 365 * 24 * HOUR;

export const expiring = {
  'keeps a value for the whole duration, and no longer': async ({ reservations, clock }) => {
    const { ann, bob } = new ContractValue();
    await reservations.reserve(ann, HOUR);
    clock.advance(HOUR - 1);
    await assertTaken(reservations, bob, ann);
    clock.advance(1);
    assert.equal(await reservations.isAvailable(bob), true, 'an expired reservation blocks');
    await reservations.reserve(bob, HOUR);
    await assertTaken(reservations, ann, bob);
  },

  'rounds a duration up to whole seconds': async ({ reservations, clock }) => {
    const { ann, bob } = new ContractValue();
    clock.advance(300);
    await reservations.reserve(ann, 1);
    clock.advance(699);
    await assertTaken(reservations, bob, ann);
    clock.advance(1);
    await reservations.reserve(bob);
  },

  'keeps a value for ever where no duration is given': async ({ reservations, clock }) => {
    for (const duration of [undefined, 0]) {
      const { ann, bob } = new ContractValue();
      await reservations.reserve(ann, duration);
      clock.advance(THOUSAND_YEARS);
      await assertTaken(reservations, bob, ann);
    }
  },

  'keeps a value for as long as there are dates': async ({ reservations, clock }) => {
    const { ann, bob } = new ContractValue();
    await reservations.reserve(ann, Number.MAX_VALUE);
    clock.advance(THOUSAND_YEARS);
    await assertTaken(reservations, bob, ann);
  },

  'lets the owner prolong a reservation': async ({ reservations, clock }) => {
    const { ann, bob } = new ContractValue();
    await reservations.reserve(ann, HOUR);
    clock.advance(HOUR / 2);
    await reservations.reserve(ann, HOUR);
    clock.advance(HOUR - 1);
    await assertTaken(reservations, bob, ann);
    await reservations.reserve(ann);
    clock.advance(THOUSAND_YEARS);
    await assertTaken(reservations, bob, ann);
  },

  'lets the owner shorten a reservation': async ({ reservations, clock }) => {
    const { ann, bob } = new ContractValue();
    await reservations.reserve(ann);
    await reservations.reserve(ann, 2 * HOUR);
    await reservations.reserve(ann, HOUR);
    clock.advance(HOUR);
    await reservations.reserve(bob);
  },

  'changes no expiry when it refuses': async ({ reservations, clock }) => {
    const value = new ContractValue();
    await reservations.reserve(value.ann, HOUR);
    await rejection(reservations.reserve(value.bob, 2 * HOUR));
    clock.advance(HOUR);
    await reservations.reserve(value.of('a third'));
  },

  'takes what has expired for absent, whoever releases it': async ({ reservations, clock }) => {
    for (const releasedBy of ['ann', 'bob'] as const) {
      const value = new ContractValue();
      await reservations.reserve(value.ann, 1_000);
      clock.advance(1_000);
      assert.equal(await reservations.release(value[releasedBy]), 'absent');
    }
  },

  'lets an owner whose reservation was taken over release nothing': async ({ reservations, clock }) => {
    const { ann, bob } = new ContractValue();
    await reservations.reserve(ann, 1_000);
    clock.advance(1_000);
    await reservations.reserve(bob);
    await assertNotReleased(reservations, ann, bob);
    await assertTaken(reservations, ann, bob);
  },

  'refuses a duration that is none': async ({ reservations }) => {
    for (const duration of [-1, -HOUR, Number.NaN, Infinity, -Infinity]) {
      const { ann, bob } = new ContractValue();
      const refusal = await rejection(reservations.reserve(ann, duration));
      assert.ok(refusal instanceof RangeError, `a duration of ${duration} gives ${String(refusal)}`);
      assert.equal(await reservations.isAvailable(bob), true, `a duration of ${duration} reserves`);
    }
  },
} satisfies ContractTests;
