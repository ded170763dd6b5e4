import { EventSourceError } from './event-source-error.js';

/**
 * A consumer could not take any stream of a bulk delivery, and the delivery ended: its database was unavailable for too
 * long, or a table, a permission or credentials are missing. What was taken stays taken: correct the cause, and deliver
 * again.
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
