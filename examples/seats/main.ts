import {
  Aggregate,
  Command,
  CommandHandler,
  Dispatcher,
  Event,
  EventHandler,
  install,
  MemoryStore,
} from '@eventsource/core';
import { container } from 'tsyringe';

@Event('seat-booked')
class SeatBooked {}

@Command('seat')
class BookSeat {
  constructor(readonly seat: string) {}
}

@Aggregate('seat')
class Seat {
  private booked = false;

  @CommandHandler()
  book(_: BookSeat) {
    if (this.booked) throw new Error('This seat is taken.');
    return new SeatBooked();
  }

  @EventHandler()
  protected onBooked(_: SeatBooked) {
    this.booked = true;
  }
}

install(container, { aggregates: [Seat] }, { store: new MemoryStore() });
const dispatcher = container.resolve(Dispatcher);
console.log((await dispatcher.dispatch(new BookSeat('12A'))).version); // 1
console.log(await dispatcher.dispatch(new BookSeat('12A')).catch(String)); // Error: This seat is taken.
