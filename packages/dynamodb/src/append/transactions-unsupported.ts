import { TransactionsUnsupportedError } from '@eventsource/core';
import { faultOf } from '../request/try-outcome.js';

/** Some emulators do not know the operation. */
export const transactionsUnsupported = (error: unknown): TransactionsUnsupportedError | undefined =>
  faultOf(error).name === 'UnknownOperationException'
    ? new TransactionsUnsupportedError({
        remedy: 'this server has no transactions, like dynalite. Use DynamoDB itself, or DynamoDB Local.',
        cause: error,
      })
    : undefined;
