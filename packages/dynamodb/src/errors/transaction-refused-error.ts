import { EventSourceError } from '@eventsource/core';

/** DynamoDB refuses a transaction for what it is, whatever is stored. Nothing was written; to send it again is of no use. */
export class TransactionRefusedError extends EventSourceError {
  override readonly name = 'TransactionRefusedError';

  /** @param problem as DynamoDB says it. */
  constructor(
    readonly problem: string,
    options?: ErrorOptions,
  ) {
    super(`DynamoDB refuses the transaction: ${problem}`, options);
  }
}
