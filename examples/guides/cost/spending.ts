import type { Committed, Observer } from '@eventsource/core';

/** Adds up what commands cost, by kind of aggregate. */
export class Spending implements Observer {
  readonly writeUnits = new Map<string, number>();

  committed({ aggregate, cost }: Committed): void {
    this.writeUnits.set(aggregate, (this.writeUnits.get(aggregate) ?? 0) + cost.writeUnits);
  }
}
