import { Aggregate, Command, CommandHandler, Event, EventHandler } from '@eventsource/core';

@Event('customer-moved')
class Moved {
  constructor(
    readonly city: string,
    readonly zip: number,
  ) {}
}

@Command('customer')
export class Move {
  constructor(
    readonly customer: string,
    readonly city: string,
    readonly zip: number,
  ) {}
}

/** The application as it was deployed yesterday. */
@Aggregate('customer')
export class CustomerOfYesterday {
  address = '';

  @CommandHandler()
  move({ city, zip }: Move) {
    return new Moved(city, zip);
  }

  @EventHandler()
  protected moved({ city, zip }: Moved) {
    this.address = `${zip} ${city}`;
  }
}
