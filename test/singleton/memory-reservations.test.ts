import { MemoryReservations, reservationsContract } from '@eventsource/singleton';

describe('MemoryReservations', () => {
  reservationsContract(describe, it, (clock) => new MemoryReservations({ clock }));
});
