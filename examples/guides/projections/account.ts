import { Aggregate, Command, CommandHandler, Event, EventHandler } from '@eventsource/core';

@Event('deposited')
export class Deposited {
  constructor(readonly amount: number) {}
}

@Event('withdrawn')
export class Withdrawn {
  constructor(readonly amount: number) {}
}

@Command('account')
export class Deposit {
  constructor(
    readonly account: string,
    readonly amount: number,
  ) {}
}

@Command('account')
export class Withdraw {
  constructor(
    readonly account: string,
    readonly amount: number,
  ) {}
}

@Aggregate('account')
export class Account {
  private balance = 0;

  @CommandHandler()
  deposit({ amount }: Deposit) {
    return new Deposited(amount);
  }

  @CommandHandler()
  withdraw({ amount }: Withdraw) {
    if (amount > this.balance) throw new Error(`There are only ${this.balance}.`);
    return new Withdrawn(amount);
  }

  @EventHandler()
  protected deposited({ amount }: Deposited) {
    this.balance += amount;
  }

  @EventHandler()
  protected withdrawn({ amount }: Withdrawn) {
    this.balance -= amount;
  }
}
