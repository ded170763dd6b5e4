import { EventSourceError } from '@eventsource/core';

/** Two files tell different events of one version: they are of different tables. Nothing of the stream was delivered behind it. */
export class ContradictingFilesError extends EventSourceError {
  override readonly name = 'ContradictingFilesError';

  /** @param places where the two of them lie. */
  constructor(
    readonly stream: string,
    readonly version: number,
    readonly places: readonly [string, string],
    options?: ErrorOptions,
  ) {
    super(
      `Version ${version} of stream "${stream}" is one event in ${places[0]}, and another in ${places[1]}.`,
      options,
    );
  }
}
