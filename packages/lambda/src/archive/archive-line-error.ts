import { EventSourceError } from '@eventsource/core';

/** A line of an archive was not written by `firehosePublisher`. */
export class ArchiveLineError extends EventSourceError {
  override readonly name = 'ArchiveLineError';

  constructor(
    readonly line: string,
    options?: ErrorOptions,
  ) {
    super(`This is not a line of an archive of events: ${line.length > 80 ? `${line.slice(0, 80)}…` : line}`, options);
  }
}
