import assert from 'node:assert/strict';
import { AlreadyReservedError, MemoryReservations, type Reservations, type Resource } from '@eventsource/singleton';

export async function showRegistry(): Promise<void> {
  // #region registry
  const reservations: Reservations = new MemoryReservations();
  const seat: Resource = { type: 'seat', id: '12A', owner: 'basket-1' };
  await reservations.reserve(seat, 15 * 60_000);

  const another = { ...seat, owner: 'basket-2' };
  assert.equal(await reservations.isAvailable(another), false);
  await assert.rejects(reservations.reserve(another), AlreadyReservedError);

  assert.equal(await reservations.release(seat), 'released');
  assert.equal(await reservations.revoke({ type: 'seat', id: '12A' }), 'absent');
  // #endregion
}
