import {
  Aggregate,
  type AggregateOptions,
  Command,
  type CommandContext,
  CommandHandler,
  EventHandler,
} from '@eventsource/core';
import { Deposited, Opened, Withdrawn } from './events.js';
import { type Reason, Rejected, type Seen } from './seen.js';

/** The same account under several names and options: an aggregate and its commands, all of their own. */
export function bank(name: string, options: AggregateOptions) {
  @Command('account')
  class Open {
    constructor(
      readonly account: string,
      readonly step: number,
    ) {}
  }

  /** Emits one event for each amount, in one commit. */
  @Command('account')
  class Deposit {
    constructor(
      readonly account: string,
      readonly step: number,
      readonly amounts: readonly number[],
    ) {}
  }

  @Command('account')
  class Withdraw {
    constructor(
      readonly account: string,
      readonly step: number,
      readonly amount: number,
    ) {}
  }

  /** Emits nothing, and is rejected where the account is not open. */
  @Command('account')
  class Audit {
    constructor(readonly account: string) {}
  }

  @Aggregate(name, options)
  class Account {
    isOpen = false;
    balance = 0;
    digest = 0;

    @CommandHandler()
    open({ step }: Open, context: CommandContext) {
      if (this.isOpen) throw this.rejection('already-open', context);
      return new Opened(step);
    }

    @CommandHandler()
    deposit({ step, amounts }: Deposit, context: CommandContext) {
      if (!this.isOpen) throw this.rejection('not-open', context);
      return amounts.map((amount) => new Deposited(step, amount));
    }

    /** Waits before it decides, as handlers do that ask a service. */
    @CommandHandler()
    async withdraw({ step, amount }: Withdraw, context: CommandContext) {
      await Promise.resolve();
      if (!this.isOpen) throw this.rejection('not-open', context);
      if (this.balance < amount) throw this.rejection('insufficient-funds', context);
      return new Withdrawn(step, amount);
    }

    @CommandHandler()
    audit(_: Audit, context: CommandContext): void {
      if (!this.isOpen) throw this.rejection('not-open', context);
    }

    @EventHandler()
    opened({ step }: Opened): void {
      this.isOpen = true;
      this.mix(step, 0);
    }

    @EventHandler()
    deposited({ step, amount }: Deposited): void {
      this.balance += amount;
      this.mix(step, amount);
    }

    @EventHandler()
    withdrawn({ step, withdrawn }: Withdrawn): void {
      this.balance -= withdrawn;
      this.mix(step, -withdrawn);
    }

    seen(version: number): Seen {
      return { version, open: this.isOpen, balance: this.balance, digest: this.digest };
    }

    mix(step: number, amount: number): void {
      this.digest = (Math.imul(this.digest, 31) + Math.imul(step, 7) + amount) | 0;
    }

    rejection(reason: Reason, { version, aggregateId }: CommandContext): Rejected {
      return new Rejected(reason, this.seen(version), aggregateId);
    }
  }

  return { Account, Open, Deposit, Withdraw, Audit };
}

export type Bank = ReturnType<typeof bank>;

export const bankName = (account: number): 'plain' | 'saving' => (account % 2 === 0 ? 'plain' : 'saving');

export const plain: Bank = bank('plain', {});
/** With snapshots, and so often that most loads start from one. */
export const saving: Bank = bank('saving', { snapshot: { every: 5 } });
