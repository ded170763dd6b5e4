import { EventSourceError } from '@eventsource/core';

/** Source and target are the same table. Nothing was read: name another. */
export class SameTableError extends EventSourceError {
  override readonly name = 'SameTableError';

  constructor(readonly table: string) {
    super(`Table "${table}" cannot be copied to itself.`);
  }
}
