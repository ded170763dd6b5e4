import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { inspect } from 'node:util';
import { AlreadyReservedError } from '../errors/already-reserved-error.js';
import { NotOwnerError } from '../errors/not-owner-error.js';
import type { Reservations } from '../reservations.js';
import type { Resource, ResourceName } from '../resource.js';

/** A value that no other test uses, and its rival owners. */
export class ContractValue {
  readonly ann: Resource;
  readonly bob: Resource;

  constructor(readonly name: ResourceName = { type: 'email', id: `${randomUUID()}@example.com` }) {
    this.ann = this.of(`ann-${randomUUID()}`);
    this.bob = this.of(`bob-${randomUUID()}`);
  }

  of(owner: string): Resource {
    return { ...this.name, owner };
  }
}

/** Fails unless the value is refused to this owner, without a word on who has it, if that is said here. */
export async function assertTaken(reservations: Reservations, resource: Resource, holder?: Resource): Promise<void> {
  const conflict = await rejection(reservations.reserve(resource));
  assert.ok(conflict instanceof AlreadyReservedError, `expected an AlreadyReservedError, got ${String(conflict)}`);
  assert.deepEqual([conflict.type, conflict.id], [resource.type, resource.id]);
  if (holder) assertSilentOn(holder.owner, conflict);
  assert.equal(await reservations.isAvailable(resource), false, 'it is said to be available');
}

/** Fails unless this owner may not release the value, and is not told who could. */
export async function assertNotReleased(reservations: Reservations, resource: Resource, holder: Resource) {
  const refusal = await rejection(reservations.release(resource));
  assert.ok(refusal instanceof NotOwnerError, `expected a NotOwnerError, got ${String(refusal)}`);
  assert.deepEqual([refusal.type, refusal.id], [resource.type, resource.id]);
  assertSilentOn(holder.owner, refusal);
}

/** What it is rejected with; undefined when it is not. */
export const rejection = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  );

/** Fails when an error tells who has a value, however deep. */
export function assertSilentOn(owner: string, error: unknown): void {
  const told = inspect(error, { depth: Infinity, showHidden: true });
  assert.ok(!told.includes(owner), 'the error tells the owner');
}
