import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { InvalidResourceError } from '../errors/invalid-resource-error.js';
import type { Reservations } from '../reservations.js';
import type { Resource } from '../resource.js';
import type { ContractTests } from './contract-test.js';
import { ContractValue, rejection } from './contract-value.js';

const sound: Resource = { type: 'email', id: 'joe@example.com', owner: 'joe' };

export const refusing = {
  'refuses what has no UTF-8': async ({ reservations }) => {
    for (const half of ['\ud83d', 'a\udc69b', '\udc69\ud83d']) {
      for (const part of ['type', 'id', 'owner', 'tenant'] as const) {
        await assertRefused(reservations, { ...sound, [part]: half }, part);
      }
    }
  },

  'refuses an empty id and an empty owner': async ({ reservations }) => {
    await assertRefused(reservations, { ...sound, id: '' }, 'id');
    await assertRefused(reservations, { ...sound, owner: '' }, 'owner');
  },

  'refuses a key or an owner over 2,048 bytes': async ({ reservations }) => {
    const { type } = sound;
    const longest = randomUUID().padEnd(2_048 - `${type}:`.length, 'x');
    const { ann } = new ContractValue({ type, id: longest });
    await reservations.reserve(ann);
    assert.equal(await reservations.release(ann), 'released');
    await assertRefused(reservations, { ...sound, id: `${longest}x` }, 'key');
    await assertRefused(reservations, { ...sound, type: ':'.repeat(1_100) }, 'key');
    await assertRefused(reservations, { ...sound, tenant: longest }, 'key');
    await assertRefused(reservations, { ...sound, owner: 'x'.repeat(2_049) }, 'owner');
  },

  'refuses when the caller has given up': async ({ reservations }) => {
    const { ann, bob } = new ContractValue();
    const reason = new Error('the caller has given up');
    const options = { signal: AbortSignal.abort(reason) };
    assert.equal(await rejection(reservations.reserve(ann, 0, options)), reason);
    assert.equal(await rejection(reservations.release(ann, options)), reason);
    assert.equal(await rejection(reservations.isAvailable(ann, options)), reason);
    assert.equal(await rejection(reservations.revoke(ann, options)), reason);
    assert.equal(await reservations.isAvailable(bob), true);
  },
} satisfies ContractTests;

async function assertRefused(reservations: Reservations, resource: Resource, part: string): Promise<void> {
  const refusals = [
    await rejection(reservations.reserve(resource)),
    await rejection(reservations.release(resource)),
    await rejection(reservations.isAvailable(resource)),
    ...(part === 'owner' || resource.id === '' ? [] : [await rejection(reservations.revoke(resource))]),
  ];
  for (const refusal of refusals) {
    assert.ok(refusal instanceof InvalidResourceError, `expected an InvalidResourceError, got ${String(refusal)}`);
    assert.equal(refusal.part, part);
  }
}
