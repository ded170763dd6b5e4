import { EventSourceError } from '@eventsource/core';

/** A write got no reliable answer: it may be applied, or may still be. Repeat it if that does no harm, or read what is stored. */
export class WriteUnansweredError extends EventSourceError {
  override readonly name = 'WriteUnansweredError';

  /** @param operation as DynamoDB calls it: `'PutItem'`. */
  constructor(
    readonly table: string,
    readonly operation: string,
    options?: ErrorOptions,
  ) {
    super(
      `${operation} to table "${table}" was not answered: it may have been applied, or may still be. Read what is stored, or repeat it if that does no harm.`,
      options,
    );
  }
}
