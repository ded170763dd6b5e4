import { EventSourceError } from '@eventsource/core';

/** The target says that something is wrong with this event. What follows it in its stream was not taken either. */
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
