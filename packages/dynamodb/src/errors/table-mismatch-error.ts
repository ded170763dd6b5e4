import { EventSourceError } from '@eventsource/core';

/** The table exists, but its key is not the one that is needed here. Nothing was stored: choose another table. */
export class TableMismatchError extends EventSourceError {
  override readonly name = 'TableMismatchError';
  /** What the table is to be for, such as `'events'`; undefined where that is not known. */
  readonly holds: string | undefined;

  /** @param needed which key it should have, as a clause. */
  constructor(
    readonly table: string,
    needed: string,
    { holds, ...options }: ErrorOptions & { readonly holds?: string } = {},
  ) {
    super(`Table "${table}" has another key schema: ${needed}`, options);
    this.holds = holds;
  }
}
