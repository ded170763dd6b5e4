import { EventSourceError } from '@eventsource/core';

/** The name of the resource or of its owner cannot be stored as it is. Nothing was sent. */
export class InvalidResourceError extends EventSourceError {
  override readonly name = 'InvalidResourceError';

  /** @param part which part of the resource: `'id'`. */
  constructor(
    readonly part: string,
    readonly problem: string,
  ) {
    super(`The ${part} of the resource cannot be used: ${problem}`);
  }
}
