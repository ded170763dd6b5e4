import { Aggregate, Command, CommandHandler, declareNeed, Event, EventHandler } from '@eventsource/core';
import { expect } from 'chai';
import { application } from '../application.js';
import { refusal, refused } from './refusal.js';

@Event('seat-booked')
class Booked {}

@Command('seat')
class Book {
  constructor(readonly seat: string) {}
}

declareNeed(Book, { name: 'reservations', remedy: 'add reserving(…).' });

@Aggregate('seat')
class Seat {
  @CommandHandler() book(_: Book) {
    return new Booked();
  }

  @EventHandler() protected booked(_: Booked) {}
}

describe('A command that needs a companion', () => {
  it('is refused when no module makes it, with what to do', () => {
    const { mistakes } = refused(() => application({ aggregates: [Seat] }));
    expect(mistakes).to.deep.equal([
      {
        code: 'companion-missing',
        where: 'Book',
        problem: 'it declares a need that no module serves: add reserving(…).',
      },
    ]);
  });

  it('is refused when the modules make others only', () => {
    const others = { serves: (need: string) => need === 'stamps', companionsOf: () => [] };
    expect(refusal({ aggregates: [Seat], companions: [others] })).to.deep.equal(['companion-missing: Book']);
  });

  it('is installed when a module makes it', () => {
    application(
      { aggregates: [Seat] },
      { companions: [{ serves: (need) => need === 'reservations', companionsOf: () => [] }] },
    );
  });
});
