import type { Committed, Observer } from '@eventsource/core';
import { SubscriptionCancelled } from './events.js';

/** Writes to those who leave. */
export class Farewells implements Observer {
  readonly sent: string[] = [];

  async committed({ aggregateId, events, metadata }: Committed): Promise<void> {
    for (const event of events) {
      if (event instanceof SubscriptionCancelled) this.sent.push(`${metadata.user} cancelled ${aggregateId}`);
    }
  }
}
