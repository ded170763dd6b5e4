import { EventSourceError } from '@eventsource/core';

/** The command cannot be run like that: nothing was done. It ends with exit code 2. */
export class UsageError extends EventSourceError {
  override readonly name = 'UsageError';
}
