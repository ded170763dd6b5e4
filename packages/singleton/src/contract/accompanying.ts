import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { CompanionRefusedError } from '@eventsource/core';
import { AlreadyReservedError } from '../errors/already-reserved-error.js';
import type { Reservations } from '../reservations.js';
import type { Change, Reserve } from '../reserving/change.js';
import type { Resource } from '../resource.js';
import type { ContractTests } from './contract-test.js';
import { assertSilentOn, assertTaken, ContractValue, rejection } from './contract-value.js';

const HOUR = 3_600_000;

/** What belongs to a commit, where the store does not take it along. */
export const accompanying = {
  'reserves before the commit, and keeps it after': async ({ reservations }) => {
    const { ann, bob } = new ContractValue();
    const begun = await begin(reservations, reserve(ann));
    await assertTaken(reservations, bob, ann);
    await begun.keep({});
    await assertTaken(reservations, bob, ann);
    assert.equal(await reservations.release(ann), 'released');
  },

  'sends nothing before it is begun': async ({ reservations }) => {
    const { ann, bob } = new ContractValue();
    reservations.companion(reserve(ann));
    reservations.companion(release(ann));
    await reservations.reserve(bob);
  },

  'refuses what someone else has, without a word on who': async ({ reservations }) => {
    const { ann, bob } = new ContractValue();
    await reservations.reserve(ann);
    const refusal = await rejection(begin(reservations, reserve(bob)));
    assert.ok(refusal instanceof CompanionRefusedError, `expected a CompanionRefusedError, got ${String(refusal)}`);
    assert.ok(refusal.cause instanceof AlreadyReservedError, `its cause is ${String(refusal.cause)}`);
    assert.deepEqual([refusal.cause.type, refusal.cause.id], [ann.type, ann.id]);
    assertSilentOn(ann.owner, refusal);
    await assertTaken(reservations, bob, ann);
  },

  'keeps a value for the duration of the change': async ({ reservations, clock }) => {
    const { ann, bob } = new ContractValue();
    const begun = await begin(reservations, reserve(ann, HOUR));
    await begun.keep({});
    clock.advance(HOUR - 1);
    await assertTaken(reservations, bob, ann);
    clock.advance(1);
    await reservations.reserve(bob);
  },

  'undoes what nobody had before': async ({ reservations }) => {
    const { ann, bob } = new ContractValue();
    const begun = await begin(reservations, reserve(ann));
    await begun.undo({});
    assert.equal(await reservations.isAvailable(bob), true, 'it stays reserved');
    await reservations.reserve(bob);
  },

  'undoes what had expired before, so that it is as expired as it was': async ({ reservations, clock }) => {
    const { ann, bob } = new ContractValue();
    await reservations.reserve(bob, HOUR);
    clock.advance(HOUR);
    const begun = await begin(reservations, reserve(ann));
    await begun.undo({});
    assert.equal(await reservations.release(bob), 'absent');
    await reservations.reserve(bob);
    await assertTaken(reservations, ann, bob);
  },

  'undoes what its owner had before, until the time it had': async ({ reservations, clock }) => {
    for (const duration of [0, 1_000, 2 * HOUR]) {
      const { ann, bob } = new ContractValue();
      await reservations.reserve(ann, HOUR);
      const begun = await begin(reservations, reserve(ann, duration));
      await begun.undo({});
      clock.advance(HOUR - 1);
      await assertTaken(reservations, bob, ann);
      clock.advance(1);
      await reservations.reserve(bob);
    }
  },

  'leaves what its owner has reserved again since': async ({ reservations }) => {
    const { ann, bob } = new ContractValue();
    const begun = await begin(reservations, reserve(ann));
    await reservations.reserve(ann);
    await begun.undo({});
    await assertTaken(reservations, bob, ann);
  },

  'leaves what another commit of its owner relies on': async ({ reservations }) => {
    const { ann, bob } = new ContractValue();
    const [one, other] = [await begin(reservations, reserve(ann)), await begin(reservations, reserve(ann))];
    await other.keep({});
    await one.undo({});
    await assertTaken(reservations, bob, ann);
    const third = await begin(reservations, reserve(ann));
    await third.undo({});
    await assertTaken(reservations, bob, ann);
  },

  'leaves what someone else has reserved since': async ({ reservations }) => {
    const { name, ann, bob } = new ContractValue();
    const begun = await begin(reservations, reserve(ann));
    await reservations.revoke(name);
    await reservations.reserve(bob);
    await begun.undo({});
    await assertTaken(reservations, ann, bob);
  },

  'undoes twice what it undoes once': async ({ reservations }) => {
    const { ann, bob } = new ContractValue();
    const begun = await begin(reservations, reserve(ann));
    await begun.undo({});
    await reservations.reserve(ann);
    await begun.undo({});
    await assertTaken(reservations, bob, ann);
  },

  'releases only when the commit is stored': async ({ reservations }) => {
    const { ann, bob } = new ContractValue();
    await reservations.reserve(ann);
    const begun = await begin(reservations, release(ann));
    await assertTaken(reservations, bob, ann);
    await begun.keep({});
    await reservations.reserve(bob);
  },

  'releases nothing when the commit is not stored': async ({ reservations }) => {
    const { ann, bob } = new ContractValue();
    await reservations.reserve(ann);
    const begun = await begin(reservations, release(ann));
    await begun.undo({});
    await assertTaken(reservations, bob, ann);
  },

  'does nothing to what another has when it releases': async ({ reservations }) => {
    const { ann, bob } = new ContractValue();
    await reservations.reserve(bob);
    const begun = await begin(reservations, release(ann));
    await begun.keep({});
    await assertTaken(reservations, ann, bob);
  },

  'releases nothing that its owner has reserved again since': async ({ reservations }) => {
    const { ann, bob } = new ContractValue();
    await (await begin(reservations, reserve(ann))).keep({});
    const begun = await begin(reservations, release(ann));
    await (await begin(reservations, reserve(ann))).keep({});
    await begun.keep({});
    await assertTaken(reservations, bob, ann);
  },

  'hands a value over, and back when the commit is not stored': async ({ reservations }) => {
    const value = new ContractValue();
    const { ann, bob } = value;
    await reservations.reserve(ann);
    const undone = await begin(reservations, { ...reserve(bob), from: ann.owner });
    await assertTaken(reservations, ann, bob);
    await undone.undo({});
    await assertTaken(reservations, bob, ann);
    const kept = await begin(reservations, { ...reserve(bob), from: ann.owner });
    await kept.keep({});
    await assertTaken(reservations, ann, bob);
  },

  'hands nothing over that a third one has': async ({ reservations }) => {
    const value = new ContractValue();
    const third = value.of(randomUUID());
    await reservations.reserve(third);
    const refusal = await rejection(begin(reservations, { ...reserve(value.bob), from: value.ann.owner }));
    assert.ok(refusal instanceof CompanionRefusedError, `expected a CompanionRefusedError, got ${String(refusal)}`);
    await assertTaken(reservations, value.bob, third);
  },

  'begins for one of twenty owners': async ({ reservations }) => {
    const value = new ContractValue();
    const owners = Array.from({ length: 20 }, (_, nth) => value.of(`owner ${nth}`));
    const race = await Promise.allSettled(owners.map((owner) => begin(reservations, reserve(owner))));
    assert.equal(race.filter(({ status }) => status === 'fulfilled').length, 1);
    await Promise.all(race.map((outcome) => outcome.status === 'fulfilled' && outcome.value.undo({})));
    assert.equal(await reservations.isAvailable(value.ann), true);
  },
} satisfies ContractTests;

const begin = (reservations: Reservations, change: Change) => reservations.companion(change).begin({});

const reserve = (resource: Resource, duration = 0): Reserve => ({ kind: 'reserve', resource, duration });

const release = (resource: Resource): Change => ({ kind: 'release', resource });
