import { UnreadableRecordError } from '../errors/unreadable-record-error.js';
import type { ArrivedRecord } from '../intake/arrived-record.js';

/**
 * What Lambda is told, for `ReportBatchItemFailures`: the record from which on the batch has to come again. Nothing is a
 * success of all.
 *
 * It is the `DynamoDBBatchResponse` of `@types/aws-lambda`, which is not `readonly`.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html
 */
export interface BatchResponse {
  batchItemFailures: { itemIdentifier: string }[];
}

/**
 * Names a record by its sequence number; one that has none by the one before it. An empty name would make Lambda take the
 * batch for failed as a whole, and so would an error; that one says why.
 *
 * @param again the place of the first record that has to come again.
 * @throws {UnreadableRecordError} when no record up to there has a sequence number.
 */
export function responseOf(records: readonly ArrivedRecord[], again: number | undefined): BatchResponse {
  if (again === undefined) return { batchItemFailures: [] };
  const named = records.slice(0, again + 1).findLast(({ sequenceNumber }) => sequenceNumber);
  if (named?.sequenceNumber) return { batchItemFailures: [{ itemIdentifier: named.sequenceNumber }] };
  throw new UnreadableRecordError(undefined, 'it has to come again, which can be said of the whole batch only.');
}
