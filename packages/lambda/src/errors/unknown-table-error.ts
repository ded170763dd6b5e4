import { EventSourceError } from '@eventsource/core';

/**
 * A batch is from a table that has no handler. Nothing was taken: add a handler, or remove the event source mapping.
 */
export class UnknownTableError extends EventSourceError {
  override readonly name = 'UnknownTableError';

  /** @param arn the ARN of the stream that the batch is from. @param known the tables that have handlers. */
  constructor(
    readonly table: string | undefined,
    readonly arn: string | undefined,
    readonly known: readonly string[],
  ) {
    super(`There is no handler for the stream ${arn ?? 'without an ARN'}, only for the tables ${known.join(', ')}.`);
  }
}
