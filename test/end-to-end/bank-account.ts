// biome-ignore-all format: as a newcomer types it, so that its lines can be counted.
import { Aggregate, Command, CommandHandler, Dispatcher, Event, EventHandler, install } from '@eventsource/core';
import { type DynamoDbOptions, dynamoDb } from '@eventsource/dynamodb';
import { container } from 'tsyringe';

@Event('account-opened') export class AccountOpened { constructor(readonly owner: string) {} }
@Event('money-deposited') export class MoneyDeposited { constructor(readonly amount: number) {} }
@Event('money-withdrawn') export class MoneyWithdrawn { constructor(readonly amount: number) {} }

@Command('iban') export class OpenAccount { constructor(readonly iban: string, readonly owner: string) {} }
@Command('iban') export class DepositMoney { constructor(readonly iban: string, readonly amount: number) {} }
@Command('iban') export class WithdrawMoney { constructor(readonly iban: string, readonly amount: number) {} }

@Aggregate('bank-account', { snapshot: { every: 50 } })
export class BankAccount {
  private owner?: string;
  balance = 0;

  @CommandHandler() open({ owner }: OpenAccount) {
    if (this.owner) throw new Error(`The account belongs to ${this.owner}.`);
    return new AccountOpened(owner);
  }

  @CommandHandler() deposit({ amount }: DepositMoney) {
    if (!this.owner) throw new Error('The account is not open.');
    return new MoneyDeposited(amount);
  }

  @CommandHandler() withdraw({ amount }: WithdrawMoney) {
    if (amount > this.balance) throw new Error(`There are only ${this.balance}.`);
    return new MoneyWithdrawn(amount);
  }

  @EventHandler() protected opened({ owner }: AccountOpened) { this.owner = owner; }
  @EventHandler() protected deposited({ amount }: MoneyDeposited) { this.balance += amount; }
  @EventHandler() protected withdrawn({ amount }: MoneyWithdrawn) { this.balance -= amount; }
}

export function bank(options: DynamoDbOptions): Dispatcher {
  const app = container.createChildContainer();
  install(app, { aggregates: [BankAccount] }, dynamoDb(options));
  return app.resolve(Dispatcher);
}
