import { EventSourceError } from '@eventsource/core';

/** What a feed is to drive cannot be driven. Install projections, or give consumers with names of their own. */
export class InvalidConsumersError extends EventSourceError {
  override readonly name = 'InvalidConsumersError';

  /** @param consumers their names. */
  constructor(
    readonly consumers: readonly string[],
    problem: string,
  ) {
    super(`The consumers cannot be driven: ${problem}`);
  }
}
