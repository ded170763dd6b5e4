import { createReservationTable, DynamoDbReservations, reservationsContract } from '@eventsource/singleton';
import { type Dynalite, startDynalite } from '@eventsource/testing';

describe('DynamoDbReservations', () => {
  let server: Dynalite;
  let client: ReturnType<Dynalite['client']>;

  before(async () => {
    server = await startDynalite();
    client = server.client();
    await createReservationTable({ table: 'reservations', client });
  });

  after(async () => {
    client.destroy();
    await server.stop();
  });

  reservationsContract(describe, it, (clock) => new DynamoDbReservations({ table: 'reservations', client, clock }));
});
