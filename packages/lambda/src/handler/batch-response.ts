import { UnreadableRecordError } from '../errors/unreadable-record-error.js';
import type { ArrivedRecord } from '../intake/arrived-record.js';

/**
 * The answer to Lambda, for `ReportBatchItemFailures`: the record from which the batch has to be delivered again. An
 * empty list says that all succeeded.
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
  throw new UnreadableRecordError(
    undefined,
    'it has to be delivered again, and without a sequence number only the whole batch can be.',
  );
}
