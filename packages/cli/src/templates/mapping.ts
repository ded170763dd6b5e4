/**
 * How Lambda reads the stream for a consumer. Left out, retries and age are without limit, and one poison record blocks
 * its shard until it falls out of the stream, a day later.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-params.html
 */
export const MAPPING = {
  /** From the oldest record that there is: from the newest on, what was stored in the meantime would be missed. */
  startingPosition: 'TRIM_HORIZON',
  batchSize: 100,
  /** Far above the tries after which a consumer puts a commit aside by itself: this is for what it cannot count. */
  maximumRetryAttempts: 100,
  /** Half of what the stream keeps, in seconds: as long again is left to look at the records. */
  maximumRecordAge: 43_200,
  /** More would break the order of streams. */
  parallelizationFactor: 1,
  /** An invocation that dies names no record: halves find the one that kills it. */
  bisect: true,
  responseTypes: ['ReportBatchItemFailures'],
  /** The longest that SQS keeps a message, in seconds. */
  retention: 1_209_600,
} as const;

/** What is deleted, or expires, is no event. */
export const patternOf = (eventNames: readonly string[]): string => JSON.stringify({ eventName: eventNames });
