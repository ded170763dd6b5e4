import { EventHandler, type MemoryTransaction, Projection, type ProjectionContext, token } from '@eventsource/core';
import { Deposited, Withdrawn } from '../accounts/account.js';

/** Where read models lie, in the same memory as their positions. */
export class Rows {
  readonly balances = new Map<string, number>();
  readonly versions = new Map<string, number[]>();
}

export const ROWS = token<Rows>('rows');

/** What each account holds; each event takes effect once, since it is written with the move. */
@Projection('balances', { version: 2, inject: [ROWS] })
export class Balances {
  constructor(readonly rows: Rows) {}

  of(account: string): number {
    return this.rows.balances.get(account) ?? 0;
  }

  @EventHandler()
  protected deposited({ amount }: Deposited, context: ProjectionContext<MemoryTransaction>) {
    this.#add(amount, context);
  }

  @EventHandler()
  protected async withdrawn({ amount }: Withdrawn, context: ProjectionContext<MemoryTransaction>) {
    await new Promise((resolve) => setImmediate(resolve));
    this.#add(-amount, context);
  }

  #add(amount: number, { aggregateId, stream, version, transaction }: ProjectionContext<MemoryTransaction>): void {
    const { balances, versions } = this.rows;
    transaction.change(() => {
      balances.set(aggregateId, (balances.get(aggregateId) ?? 0) + amount);
      versions.set(stream, [...(versions.get(stream) ?? []), version]);
    });
  }
}
