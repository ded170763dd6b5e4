import { EventSourceError } from '@eventsource/core';

/**
 * The checkpoint was not made by `verify`, `copy` or `rebuild`, or belongs to another run. Nothing was done: begin
 * without one.
 */
export class CheckpointError extends EventSourceError {
  override readonly name = 'CheckpointError';

  constructor(
    readonly problem: string,
    options?: ErrorOptions,
  ) {
    super(`The checkpoint cannot be used: ${problem}`, options);
  }
}
