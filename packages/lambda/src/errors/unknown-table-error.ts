import { EventSourceError } from '@eventsource/core';

/** A batch is of a table that there is no handler for. Nothing was taken: add a handler, or remove the event source mapping. */
export class UnknownTableError extends EventSourceError {
  override readonly name = 'UnknownTableError';

  /** @param arn of the stream that the batch is from. @param known the tables that there are handlers for. */
  constructor(
    readonly table: string | undefined,
    readonly arn: string | undefined,
    readonly known: readonly string[],
  ) {
    super(`There is no handler for the stream ${arn ?? 'without an ARN'}, only for the tables ${known.join(', ')}.`);
  }
}
