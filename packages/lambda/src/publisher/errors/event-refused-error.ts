import { EventSourceError } from '@eventsource/core';

/**
 * The target does not accept this event: it says that something is wrong with it, or its rules say so before anything
 * is sent. The events after it in its stream were not taken either. Leave it out with `filter`, or correct the target,
 * and redrive.
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
