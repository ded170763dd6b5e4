import { EventSourceError } from '@eventsource/core';

/**
 * A checkpoint is from another replay, or the files have changed since. Begin without it: what consumers have taken
 * stays taken.
 */
export class ReplayCheckpointError extends EventSourceError {
  override readonly name = 'ReplayCheckpointError';

  constructor(
    readonly problem: string,
    options?: ErrorOptions,
  ) {
    super(`The checkpoint cannot be used: ${problem}`, options);
  }
}
