import type { EventContext } from './context.js';

/** What an event handler of a projection knows besides the event. */
export interface ProjectionContext<Transaction = unknown> extends EventContext {
  /** The aggregate's name. */
  readonly aggregate: string;
  /** Undefined without tenants. */
  readonly tenant: string | undefined;
  readonly stream: string;
  /**
   * What the application's {@link Checkpoints} offer: a write made through it is stored together with the move past the
   * event, so that the event takes effect once.
   */
  readonly transaction: Transaction;
  /** Aborted when nobody waits for the handler any more. Pass it to requests, so that they end then. */
  readonly signal: AbortSignal;
}
