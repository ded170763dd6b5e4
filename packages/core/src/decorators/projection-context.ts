import type { EventContext } from './context.js';

/** What an event handler of a projection knows beside the event. */
export interface ProjectionContext<Transaction = unknown> extends EventContext {
  /** The aggregate's name. */
  readonly aggregate: string;
  /** Undefined without tenants. */
  readonly tenant: string | undefined;
  readonly stream: string;
  /**
   * What the application's {@link Checkpoints} offer: a write that goes through it is made together with the move behind the
   * event, so that the event takes effect once.
   */
  readonly transaction: Transaction;
  /** Aborted when nobody waits for the handler any more: for requests that should end then. */
  readonly signal: AbortSignal;
}
