import { EventSourceError } from '@eventsource/core';

/** The checkpoint is none that `verify` or `copy` gave, or belongs to another reading. Nothing was done: begin without one. */
export class CheckpointError extends EventSourceError {
  override readonly name = 'CheckpointError';

  constructor(
    readonly problem: string,
    options?: ErrorOptions,
  ) {
    super(`There is no going on from this checkpoint: ${problem}`, options);
  }
}
