import { EventSourceError } from '@eventsource/core';

/**
 * The files lack events of a stream that the consumer has not taken either. Give the replay a `store` to load them from, or
 * files that reach further back.
 */
export class MissingEventsError extends EventSourceError {
  override readonly name = 'MissingEventsError';

  /** @param version the first that is missing. */
  constructor(
    readonly stream: string,
    readonly version: number,
    options?: ErrorOptions,
  ) {
    super(
      `Version ${version} of stream "${stream}" is in none of the files: pass a store to load it from, or files that reach further back.`,
      options,
    );
  }
}
