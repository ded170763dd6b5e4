import { AlreadyReservedError, createReservationTable, DynamoDbReservations } from '@eventsource/singleton';
import { startDynalite } from '@eventsource/testing';
import { expect } from 'chai';

it('gives a nickname to one player at a time', async () => {
  const dynalite = await startDynalite();
  // On AWS: { table: 'reservations' }, with the region and the credentials of the environment.
  const options = { table: 'reservations', endpoint: dynalite.endpoint };
  await createReservationTable(options);
  const reservations = new DynamoDbReservations(options);

  const nickname = { type: 'nickname', id: 'ace' };
  const [ann, bob] = [
    { ...nickname, owner: 'player-1' },
    { ...nickname, owner: 'player-2' },
  ];

  // For ten minutes, in milliseconds; for ever when that is left out.
  await reservations.reserve(ann, 10 * 60_000);
  expect(await reservations.isAvailable(bob)).to.equal(false);

  const conflict = await reservations.reserve(bob).catch((error: unknown) => error);
  expect(conflict).to.be.instanceOf(AlreadyReservedError);
  expect(conflict).to.include({ type: 'nickname', id: 'ace' });

  expect(await reservations.release(ann)).to.equal('released');
  await reservations.reserve(bob);

  // For administrators: takes it from whoever has it.
  expect(await reservations.revoke(nickname)).to.equal('revoked');

  reservations.close();
  await dynalite.stop();
});
