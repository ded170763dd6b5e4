import { Aggregate, Command, type CommandContext, CommandHandler, Event, EventHandler } from '@eventsource/core';

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

/** Deposits each of the amounts as an event of its own. */
@Command('account')
export class DepositAll {
  constructor(
    readonly account: string,
    readonly amounts: readonly number[],
  ) {}
}

/** Does whatever the test wants while it decides. */
@Command('account')
export class Run {
  constructor(
    readonly account: string,
    readonly decide: (
      balance: number,
      context: CommandContext,
    ) => Deposited | undefined | Promise<Deposited | undefined>,
  ) {}
}

export class Overdrawn extends Error {
  override readonly name = 'Overdrawn';

  constructor(readonly balance: number) {
    super(`There are only ${balance}.`);
  }
}

@Aggregate('account', { snapshot: { every: 5 } })
export class Account {
  balance = 0;

  @CommandHandler()
  deposit({ amount }: Deposit) {
    return new Deposited(amount);
  }

  @CommandHandler()
  depositAll({ amounts }: DepositAll) {
    return amounts.map((amount) => new Deposited(amount));
  }

  @CommandHandler()
  withdraw({ amount }: Withdraw) {
    if (amount > this.balance) throw new Overdrawn(this.balance);
    return new Withdrawn(amount);
  }

  @CommandHandler()
  run({ decide }: Run, context: CommandContext) {
    return decide(this.balance, context);
  }

  @EventHandler()
  protected deposited({ amount }: Deposited) {
    if (amount < 0) throw new RangeError('An event handler that fails.');
    this.balance += amount;
  }

  @EventHandler()
  protected withdrawn({ amount }: Withdrawn) {
    this.balance -= amount;
  }
}
