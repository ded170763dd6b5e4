import { EventSourceError } from '@eventsource/core';

/** The credentials are valid, but their policy lacks an action. Nothing was stored: allow the action on the table. */
export class AccessDeniedError extends EventSourceError {
  override readonly name = 'AccessDeniedError';

  /** @param action as an IAM policy names it: `dynamodb:PutItem`. */
  constructor(
    readonly action: string,
    readonly table: string,
    options?: ErrorOptions,
  ) {
    super(`AWS denies "${action}" on table "${table}": allow it in the policy of the role or user.`, options);
  }
}
