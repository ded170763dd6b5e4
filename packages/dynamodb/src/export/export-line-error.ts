import { EventSourceError } from '@eventsource/core';

/** A line of a file was not written by an export of a table. */
export class ExportLineError extends EventSourceError {
  override readonly name = 'ExportLineError';

  constructor(
    readonly problem: string,
    options?: ErrorOptions,
  ) {
    super(`This is not a line of an export: ${problem}`, options);
  }
}
