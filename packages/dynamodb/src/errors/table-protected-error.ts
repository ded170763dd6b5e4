import { EventSourceError } from '@eventsource/core';

/** The table is protected from deletion. Nothing was deleted: turn the protection off, if that is what you want. */
export class TableProtectedError extends EventSourceError {
  override readonly name = 'TableProtectedError';

  constructor(
    readonly table: string,
    options?: ErrorOptions,
  ) {
    super(
      `Table "${table}" is protected from deletion. To lift that: aws dynamodb update-table --table-name ${table} --no-deletion-protection-enabled`,
      options,
    );
  }
}
