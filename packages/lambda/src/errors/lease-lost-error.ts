import { EventSourceError } from '@eventsource/core';

/** Another poller reads this shard by now, since this one was silent for too long. What it has taken stays taken. */
export class LeaseLostError extends EventSourceError {
  override readonly name = 'LeaseLostError';

  constructor(
    readonly shard: string,
    readonly owner: string,
  ) {
    super(`Poller ${owner} has lost its lease of shard "${shard}".`);
  }
}
