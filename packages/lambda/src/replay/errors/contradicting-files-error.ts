import { EventSourceError } from '@eventsource/core';

/**
 * Two files hold different events for the same version: they are from different tables. Nothing after this version of
 * the stream was delivered.
 */
export class ContradictingFilesError extends EventSourceError {
  override readonly name = 'ContradictingFilesError';

  /** @param places where the two events are. */
  constructor(
    readonly stream: string,
    readonly version: number,
    readonly places: readonly [string, string],
    options?: ErrorOptions,
  ) {
    super(
      `Version ${version} of stream "${stream}" is one event in ${places[0]} and another in ${places[1]}: replay files of one table only.`,
      options,
    );
  }
}
