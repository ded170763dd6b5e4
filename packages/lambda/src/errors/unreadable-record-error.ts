import { EventSourceError } from '@eventsource/core';

/** A stream record is of no item of events: of another table, most likely. Look at which table the mapping or poller reads. */
export class UnreadableRecordError extends EventSourceError {
  override readonly name = 'UnreadableRecordError';

  constructor(
    readonly sequenceNumber: string | undefined,
    problem: string,
    options?: ErrorOptions,
  ) {
    super(`The stream record ${sequenceNumber ?? 'without a sequence number'} cannot be used: ${problem}`, options);
  }
}
