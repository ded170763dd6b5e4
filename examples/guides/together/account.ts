import { Aggregate, Command, CommandHandler, Event, EventHandler } from '@eventsource/core';

@Event('money-paid-in')
export class PaidIn {
  constructor(readonly cents: number) {}
}

@Event('money-paid-out')
export class PaidOut {
  constructor(readonly cents: number) {}
}

@Command('account')
export class PayIn {
  constructor(
    readonly account: string,
    readonly cents: number,
  ) {}
}

@Command('account')
export class PayOut {
  constructor(
    readonly account: string,
    readonly cents: number,
  ) {}
}

export class Overdrawn extends Error {
  override readonly name = 'Overdrawn';
}

@Aggregate('account', { snapshot: { every: 20 } })
export class Account {
  balance = 0;

  @CommandHandler()
  payIn({ cents }: PayIn) {
    return new PaidIn(cents);
  }

  @CommandHandler()
  payOut({ cents }: PayOut) {
    if (cents > this.balance) throw new Overdrawn();
    return new PaidOut(cents);
  }

  @EventHandler()
  protected paidIn({ cents }: PaidIn) {
    this.balance += cents;
  }

  @EventHandler()
  protected paidOut({ cents }: PaidOut) {
    this.balance -= cents;
  }
}
