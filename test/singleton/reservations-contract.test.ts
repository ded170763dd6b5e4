import nodeTest from 'node:test';
import type { Clock } from '@eventsource/core';
import {
  MemoryReservations,
  type Reservations,
  type ReservationsContractOptions,
  type ReservationsContractTest,
  reservationsContract,
} from '@eventsource/singleton';
import { expect } from 'chai';
import { expectTypeOf } from 'expect-type';
import { laxRegistries } from './lax-registries.js';

const strict = (clock: Clock) => new MemoryReservations({ clock });

/** Runs the contract with a test framework of its own, so that tests can be about what fails. */
async function failures(create: (clock: Clock) => Reservations, only: readonly ReservationsContractTest[]) {
  const failed: string[] = [];
  for (const [title, test] of testsOf(create)) {
    if (only.some((wanted) => wanted === title)) await test().catch(() => failed.push(title));
  }
  return failed;
}

function testsOf(create: (clock: Clock) => Reservations, options?: ReservationsContractOptions) {
  const tests = new Map<string, () => Promise<void>>();
  const note = (title: string, test: () => Promise<void>) => tests.set(title, test);
  reservationsContract((_, define) => define(), Object.assign(note, { skip: note }), create, options);
  return tests;
}

describe('reservationsContract', () => {
  for (const [flaw, { create, caughtBy }] of Object.entries(laxRegistries)) {
    it(`catches a registry that ${flaw}`, async () => {
      expect(await failures(create, caughtBy)).to.have.members([...caughtBy]);
    });
  }

  it('passes again on a registry that is not empty', async () => {
    const clocks: Clock[] = [];
    const registry = new MemoryReservations({ clock: { now: () => clocks.at(-1)?.now() ?? new Date() } });
    const create = (clock: Clock) => {
      clocks.push(clock);
      return registry;
    };
    for (const [, test] of [...testsOf(create), ...testsOf(create)]) await test();
  });

  it('shows in the title why a test is skipped', () => {
    const skip = { 'lets an owner race with itself': 'one at a time' } as const;
    expect([...testsOf(strict, { skip }).keys()]).to.include('lets an owner race with itself (one at a time)');
  });

  it('skips nothing without a reason, nor what it does not have', () => {
    expect(() => testsOf(strict, { skip: { 'lets an owner race with itself': ' ' } })).to.throw('Say why the test');
    // @ts-expect-error: a title that no test has does not compile
    expect(() => testsOf(strict, { skip: { 'lets owners race': 'slow' } })).to.throw('has no test "lets owners race"');
  });

  it('takes the functions of mocha and of node:test', () => {
    expectTypeOf(reservationsContract).toBeCallableWith(describe, it, strict);
    expectTypeOf(reservationsContract).toBeCallableWith(nodeTest.describe, nodeTest.it, strict);
  });
});
