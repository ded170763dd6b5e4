import { EventSourceError } from '@eventsource/core';

/** What was to be stored together does not fit into one transaction. Nothing was sent; dispatch fewer or smaller commands together. */
export class TransactionTooLargeError extends EventSourceError {
  override readonly name = 'TransactionTooLargeError';

  /** @param items one for each commit of up to 400 KB. @param size in bytes, as DynamoDB counts. */
  constructor(
    readonly items: number,
    readonly size: number,
    readonly maxItems: number,
    readonly maxSize: number,
  ) {
    super(
      `The transaction takes ${items} items and ${size} bytes; DynamoDB stores at most ${maxItems} items and ${maxSize} bytes at once: dispatch fewer or smaller commands together.`,
    );
  }
}
