import { Aggregate, Command, CommandHandler, Event, EventHandler } from '@eventsource/core';

@Event('paid-in')
export class PaidIn {
  constructor(readonly amount: number) {}
}

@Event('closed')
export class Closed {}

@Command('account')
export class PayIn {
  constructor(
    readonly account: string,
    readonly amount: number,
  ) {}
}

@Aggregate('account', { snapshot: { every: 3 } })
export class Account {
  balance = 0;

  @CommandHandler()
  payIn({ amount }: PayIn) {
    return new PaidIn(amount);
  }

  @EventHandler()
  protected paidIn({ amount }: PaidIn) {
    if (amount < 0) throw new RangeError('An event handler that fails.');
    this.balance += amount;
  }
}

/** Handles an event that accounts do not. */
@Aggregate('archive')
export class Archive {
  @EventHandler()
  protected closed(_: Closed) {}
}
