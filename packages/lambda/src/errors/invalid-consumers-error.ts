import { EventSourceError } from '@eventsource/core';

/** A feed cannot drive these consumers. Install projections, or give consumers with different names. */
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
