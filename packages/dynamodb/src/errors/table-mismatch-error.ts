import { EventSourceError } from '@eventsource/core';

/** The table exists, but with another key than this store needs. Nothing was stored: choose another table. */
export class TableMismatchError extends EventSourceError {
  override readonly name = 'TableMismatchError';

  constructor(
    readonly table: string,
    options?: ErrorOptions,
  ) {
    super(
      `Table "${table}" has another key schema: events need the hash key "key" (S) and the range key "partition" (N), as tableDefinition() says.`,
      options,
    );
  }
}
