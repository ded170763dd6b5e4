import { EventSourceError } from '@eventsource/core';

/** The table exists, but with another key than what it is used for needs. Nothing was stored: choose another table. */
export class TableMismatchError extends EventSourceError {
  override readonly name = 'TableMismatchError';

  /** @param needed which key it should have, as a clause. */
  constructor(
    readonly table: string,
    needed: string,
    options?: ErrorOptions,
  ) {
    super(`Table "${table}" has another key schema: ${needed}`, options);
  }
}
