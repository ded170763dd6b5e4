import type { Dispatcher } from '@eventsource/core';
import { OutOfStock, ReserveStock } from './stock.js';

interface Message {
  readonly messageId: string;
  readonly body: string;
}

interface LambdaContext {
  getRemainingTimeInMillis(): number;
}

/** Consumes an SQS queue; the event source mapping has `ReportBatchItemFailures`. */
export const reservations =
  (dispatcher: Dispatcher) =>
  async ({ Records }: { readonly Records: readonly Message[] }, context: LambdaContext) => {
    const timeout = context.getRemainingTimeInMillis() - 500;
    const reserve = async ({ messageId, body }: Message) => {
      try {
        const { article, quantity } = JSON.parse(body);
        await dispatcher.dispatch(new ReserveStock(article, quantity), { id: messageId, timeout });
        return [];
      } catch (error) {
        // Decided: it would be rejected again. All else comes back, and in the end goes to the dead-letter queue.
        return error instanceof OutOfStock ? [] : [{ itemIdentifier: messageId }];
      }
    };
    const failures = await Promise.all(Records.map(reserve));
    return { batchItemFailures: failures.flat() };
  };
