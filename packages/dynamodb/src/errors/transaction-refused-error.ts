import { EventSourceError } from '@eventsource/core';

/**
 * DynamoDB refuses the transaction itself, whatever is stored. Nothing was written, and sending it again does not help.
 */
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
