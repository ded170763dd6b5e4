import { newsOf } from '@eventsource/dynamodb';
import { UnreadableRecordError } from '../errors/unreadable-record-error.js';
import type { ArrivedRecord } from '../intake/arrived-record.js';
import { changeIn, type LambdaRecord } from '../records/lambda-record.js';

/** What Lambda calls a handler with. `DynamoDBStreamEvent` of `@types/aws-lambda` is one. */
export interface StreamEvent {
  readonly Records: readonly LambdaRecord[];
}

/** @throws {UnreadableRecordError} when it is not an event of a stream: that of a test in the console, say. */
export function rawRecordsIn(event: StreamEvent): readonly LambdaRecord[] {
  const records: unknown = event?.Records;
  if (!Array.isArray(records)) throw new UnreadableRecordError(undefined, 'the event has no Records.');
  // One that is null goes to the dead letters, like all that are of no item, and does not fail the batch.
  return event.Records.map((record) => record ?? {});
}

/** @throws {UnreadableRecordError} likewise. */
export const recordsIn = (event: StreamEvent): ArrivedRecord[] =>
  rawRecordsIn(event).map((raw) => ({
    sequenceNumber: raw.dynamodb?.SequenceNumber,
    news: newsOf(changeIn(raw)),
    raw,
  }));
