import { EventSourceError } from '@eventsource/core';

/** A line of a file is none that an export of a table writes. */
export class ExportLineError extends EventSourceError {
  override readonly name = 'ExportLineError';

  constructor(
    readonly problem: string,
    options?: ErrorOptions,
  ) {
    super(`This is no line of an export: ${problem}`, options);
  }
}
