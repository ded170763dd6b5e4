import { EventSourceError } from '@eventsource/core';

/** The table does not exist at this endpoint and region. Nothing was stored: create it with `createTable`. */
export class TableNotFoundError extends EventSourceError {
  override readonly name = 'TableNotFoundError';

  /** @param where the endpoint that was asked. */
  constructor(
    readonly table: string,
    readonly where: string,
    options?: ErrorOptions,
  ) {
    super(
      `Table "${table}" does not exist at ${where}. Check the region, or create it: createTable({ table: '${table}' }) of @eventsource/dynamodb.`,
      options,
    );
  }
}
