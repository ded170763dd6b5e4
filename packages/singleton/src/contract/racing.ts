import assert from 'node:assert/strict';
import { AlreadyReservedError } from '../errors/already-reserved-error.js';
import type { Reservations } from '../reservations.js';
import type { ContractTests } from './contract-test.js';
import { ContractValue } from './contract-value.js';

const OWNERS = Array.from({ length: 20 }, (_, nth) => `owner ${nth}`);

export const racing = {
  'lets exactly one of twenty owners have a value': ({ reservations }) => race(reservations, new ContractValue()),

  'lets exactly one of twenty owners take over what has expired': async ({ reservations, clock }) => {
    const value = new ContractValue();
    await reservations.reserve(value.ann, 1_000);
    clock.advance(1_000);
    await race(reservations, value);
  },

  'lets an owner race with itself': async ({ reservations }) => {
    const { ann } = new ContractValue();
    await Promise.all(OWNERS.map(() => reservations.reserve(ann)));
    assert.equal(await reservations.release(ann), 'released');
  },

  'releases once for an owner who releases twenty times at once': async ({ reservations }) => {
    const { ann } = new ContractValue();
    await reservations.reserve(ann);
    const outcomes = await Promise.all(OWNERS.map(() => reservations.release(ann)));
    assert.equal(outcomes.filter((outcome) => outcome === 'released').length, 1);
  },

  'never gives a value to two owners who take turns': async ({ reservations }) => {
    const value = new ContractValue();
    const holders = new Set<string>();
    await Promise.all(OWNERS.slice(0, 5).map((owner) => takeTurns(reservations, value, owner, holders)));
    assert.deepEqual([...holders], []);
  },
} satisfies ContractTests;

async function race(reservations: Reservations, value: ContractValue): Promise<void> {
  const outcomes = await Promise.allSettled(OWNERS.map((owner) => reservations.reserve(value.of(owner))));
  const winners = OWNERS.filter((_, nth) => outcomes[nth]?.status === 'fulfilled');
  assert.equal(winners.length, 1, `${winners.length} of ${OWNERS.length} owners have the value`);
  for (const outcome of outcomes) {
    if (outcome.status === 'rejected')
      assert.ok(outcome.reason instanceof AlreadyReservedError, String(outcome.reason));
  }
  for (const owner of OWNERS) {
    assert.equal(await reservations.isAvailable(value.of(owner)), winners.includes(owner), `to ${owner}`);
  }
}

async function takeTurns(reservations: Reservations, value: ContractValue, owner: string, holders: Set<string>) {
  for (let turn = 0; turn < 20; turn += 1) {
    const refusal = await reservations.reserve(value.of(owner)).catch((error: unknown) => error);
    if (refusal instanceof AlreadyReservedError) continue;
    assert.equal(refusal, undefined, String(refusal));
    assert.deepEqual([...holders], [], `${owner} has it beside another`);
    holders.add(owner);
    await new Promise((resolve) => setImmediate(resolve));
    holders.delete(owner);
    assert.equal(await reservations.release(value.of(owner)), 'released');
  }
}
