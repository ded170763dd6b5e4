import { EventSourceError } from '@eventsource/core';

/**
 * A stream record is not about an item of events; most likely it is from another table. Check which table the mapping
 * or poller reads.
 */
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
