import { EventSourceError } from '@eventsource/core';

/** The table does not exist at this endpoint and region. Nothing was stored: create it with `createTable` or its like. */
export class TableNotFoundError extends EventSourceError {
  override readonly name = 'TableNotFoundError';
  /** What the table is for, such as `'events'`; undefined where that is not known. */
  readonly holds: string | undefined;

  /** @param where the endpoint that was asked. @param remedy how to create it, as a clause. */
  constructor(
    readonly table: string,
    readonly where: string,
    remedy: string,
    { holds, ...options }: ErrorOptions & { readonly holds?: string } = {},
  ) {
    super(`Table "${table}" does not exist at ${where}. Check the region, or ${remedy}`, options);
    this.holds = holds;
  }
}
