// biome-ignore-all assist/source/organizeImports: two lines are easier to read than ten.
import { Aggregate, Command, CommandHandler, Event, EventHandler } from '@eventsource/core';
import { Dispatcher, install, MemoryStore } from '@eventsource/core';
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
const { version } = await container.resolve(Dispatcher).dispatch(new BookSeat('12A'));
console.log(`Seat 12A is at version ${version}.`);
