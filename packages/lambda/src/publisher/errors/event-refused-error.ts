import { EventSourceError } from '@eventsource/core';

/**
 * The target does not take this event: it says that something is wrong with it, or its rules say so before anything is sent.
 * What follows the event in its stream was not taken either; leave it out by `filter`, or mend the target, and redrive.
 */
export class EventRefusedError extends EventSourceError {
  override readonly name = 'EventRefusedError';

  /** @param code as the target calls it. */
  constructor(
    readonly stream: string,
    readonly version: number,
    readonly target: string,
    readonly code: string,
    problem: string,
    options?: ErrorOptions,
  ) {
    super(`${target} refused the event of stream "${stream}" at version ${version} (${code}): ${problem}`, options);
  }
}
