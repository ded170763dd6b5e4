import { Aggregate, Command, CommandHandler, Event, EventHandler } from '@eventsource/core';
import type { Posting } from '../posting.js';

@Event('posted')
export class Posted implements Posting {
  constructor(
    readonly amount: number,
    readonly memo: string,
  ) {}
}

@Command('ledger')
export class Post {
  constructor(
    readonly ledger: string,
    readonly postings: readonly Posting[],
  ) {}
}

@Command('ledger')
export class Overdraw {
  constructor(readonly ledger: string) {}
}

export class Overdrawn extends Error {}

/** Its last memos make a snapshot of about 1 KB. */
const KEPT_MEMOS = 6;

@Aggregate('ledger', { snapshot: { every: 20 } })
export class Ledger {
  balance = 0;
  memos: readonly string[] = [];

  @CommandHandler()
  post({ postings }: Post) {
    return postings.map(({ amount, memo }) => new Posted(amount, memo));
  }

  @CommandHandler()
  overdraw(_: Overdraw) {
    if (this.balance < Number.MAX_SAFE_INTEGER) throw new Overdrawn();
  }

  @EventHandler()
  protected posted({ amount, memo }: Posted) {
    this.balance += amount;
    this.memos = [...this.memos, memo].slice(-KEPT_MEMOS);
  }
}
