import { EventSourceError } from '@eventsource/core';

/**
 * The target cannot hold this event. Neither it nor what follows it in its stream was sent: leave it out with `filter`.
 */
export class EventTooLargeError extends EventSourceError {
  override readonly name = 'EventTooLargeError';

  /** @param size in bytes, as the target counts. @param limit in bytes. */
  constructor(
    readonly stream: string,
    readonly version: number,
    readonly size: number,
    readonly limit: number,
    readonly target: string,
    options?: ErrorOptions,
  ) {
    super(
      `The event of stream "${stream}" at version ${version} takes ${size} bytes; ${target} accepts at most ${limit}.`,
      options,
    );
  }
}
