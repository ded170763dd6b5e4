import { UnreadableRecordError } from '../errors/unreadable-record-error.js';
import type { ArrivedRecord } from '../intake/arrived-record.js';
import { changeIn, type LambdaRecord } from '../records/lambda-record.js';

/** What Lambda calls a handler with. `DynamoDBStreamEvent` of `@types/aws-lambda` is one. */
export interface StreamEvent {
  readonly Records: readonly LambdaRecord[];
}

/** @throws {UnreadableRecordError} when it is no event of a stream: that of a test in the console, say. */
export function recordsIn({ Records }: StreamEvent): ArrivedRecord[] {
  if (!Array.isArray(Records)) throw new UnreadableRecordError(undefined, 'the event has no Records.');
  return Records.map((raw: LambdaRecord) => ({
    sequenceNumber: raw.dynamodb?.SequenceNumber,
    change: changeIn(raw),
    raw,
  }));
}
