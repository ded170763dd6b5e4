import { EventSourceError } from '@eventsource/core';

/** The checkpoint is not one that `verify` gave, or belongs to another reading. Nothing was read: begin without one. */
export class CheckpointError extends EventSourceError {
  override readonly name = 'CheckpointError';

  constructor(
    readonly problem: string,
    options?: ErrorOptions,
  ) {
    super(`The verification cannot go on from this checkpoint: ${problem}`, options);
  }
}
