import { Aggregate, Event, EventHandler } from '@eventsource/core';

@Event('entered')
export class Entered {
  constructor(
    readonly amount: number,
    readonly memo: string,
  ) {}
}

class Balance {
  balance = 0;

  @EventHandler()
  entered({ amount }: Entered): void {
    this.balance += amount;
  }
}

/** What the stream is written with: a snapshot every 20 events. */
@Aggregate('ledger', { snapshot: { every: 20 } })
export class WithSnapshots extends Balance {}

/** The same stream for code that takes no snapshots. */
@Aggregate('ledger')
export class WithoutSnapshots extends Balance {}

/** The same stream for code that can use none of the snapshots in it. */
@Aggregate('ledger', { snapshot: { every: 20, version: 'another' } })
export class WithOtherSnapshots extends Balance {}

/** Holds all that it was ever told: what unbounded memory would look like here. */
@Aggregate('ledger')
export class WithEveryMemo extends Balance {
  readonly memos: string[] = [];

  @EventHandler()
  override entered(event: Entered): void {
    super.entered(event);
    this.memos.push(event.memo);
  }
}

export const readers = { WithSnapshots, WithoutSnapshots, WithOtherSnapshots, WithEveryMemo };
export type Reader = keyof typeof readers;
export const everyReader: readonly Reader[] = [
  'WithSnapshots',
  'WithoutSnapshots',
  'WithOtherSnapshots',
  'WithEveryMemo',
];
