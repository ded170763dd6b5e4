import { EventSourceError } from '@eventsource/core';

/** The table does not exist, or has no stream. Create it with `createTable`, or enable its stream. */
export class TableStreamNotFoundError extends EventSourceError {
  override readonly name = 'TableStreamNotFoundError';

  constructor(readonly table: string) {
    super(`Table "${table}" has no stream here: check the region, create it with createTable, or enable its stream.`);
  }
}
