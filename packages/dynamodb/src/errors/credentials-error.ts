import { EventSourceError } from '@eventsource/core';

/** There are no AWS credentials, or they are expired or refused. Nothing was stored: provide valid ones. */
export class CredentialsError extends EventSourceError {
  override readonly name = 'CredentialsError';

  constructor(
    readonly problem: string,
    options?: ErrorOptions,
  ) {
    super(
      `AWS credentials are missing, expired or refused (${problem}). Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, AWS_PROFILE, or a role.`,
      options,
    );
  }
}
