import { EventSourceError } from '@eventsource/core';

/** The table was created and can be used, but point-in-time recovery is off. Turn it on once `problem` is solved. */
export class PointInTimeRecoveryError extends EventSourceError {
  override readonly name = 'PointInTimeRecoveryError';

  constructor(
    readonly table: string,
    readonly problem: string,
    options?: ErrorOptions,
  ) {
    super(`Table "${table}" is created, but without point-in-time recovery: ${problem}`, options);
  }
}
