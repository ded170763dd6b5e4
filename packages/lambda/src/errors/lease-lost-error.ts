import { EventSourceError } from '@eventsource/core';

/**
 * Another poller has taken over this shard, because this one did not renew its lease in time. What it has taken stays
 * taken.
 */
export class LeaseLostError extends EventSourceError {
  override readonly name = 'LeaseLostError';

  constructor(
    readonly shard: string,
    readonly owner: string,
  ) {
    super(`Poller ${owner} has lost its lease of shard "${shard}": another poller has taken over.`);
  }
}
