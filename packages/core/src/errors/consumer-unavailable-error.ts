import { EventSourceError } from './event-source-error.js';

/**
 * A consumer could take nothing, whatever the stream: its database is away for too long, or a table, a permission or
 * credentials are missing. Many were being delivered to it, and the delivery ended. What was taken stays taken: mend the cause,
 * and deliver again.
 */
export class ConsumerUnavailableError extends EventSourceError {
  override readonly name = 'ConsumerUnavailableError';

  /** @param stream at which it ended, which need not be at fault. @param problem what is wrong, as a clause. */
  constructor(
    readonly consumer: string,
    readonly stream: string,
    readonly problem: string,
    options?: ErrorOptions,
  ) {
    const { cause } = options ?? {};
    const why = cause instanceof Error ? cause.message : String(cause);
    super(`Consumer "${consumer}" ${problem}, so the delivery ended at stream "${stream}": ${why}`, options);
  }
}
