import { EventHandler, type MemoryTransaction, Projection, type ProjectionContext } from '@eventsource/core';
import { Deposited, Withdrawn } from './account.js';

type Context = ProjectionContext<MemoryTransaction>;

@Projection('balances')
export class Balances {
  readonly #balances = new Map<string, number>();

  of(account: string): number {
    return this.#balances.get(account) ?? 0;
  }

  @EventHandler()
  protected deposited({ amount }: Deposited, context: Context) {
    this.#add(amount, context);
  }

  @EventHandler()
  protected withdrawn({ amount }: Withdrawn, context: Context) {
    this.#add(-amount, context);
  }

  #add(amount: number, { aggregateId, transaction }: Context): void {
    transaction.change(() => this.#balances.set(aggregateId, this.of(aggregateId) + amount));
  }
}
