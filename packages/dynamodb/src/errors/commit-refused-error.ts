import { EventSourceError } from '@eventsource/core';

/**
 * DynamoDB refused the item of a commit because of its content or its table. Nothing was stored: see what
 * `code` and `problem` say.
 */
export class CommitRefusedError extends EventSourceError {
  override readonly name = 'CommitRefusedError';

  /** @param code DynamoDB's, such as `'ItemCollectionSizeLimitExceeded'` or `'ValidationError'`. */
  constructor(
    readonly stream: string,
    readonly code: string,
    readonly problem: string,
    options?: ErrorOptions,
  ) {
    super(`DynamoDB refused a commit to stream "${stream}": ${code}${problem && `, ${problem}`}`, options);
  }
}
