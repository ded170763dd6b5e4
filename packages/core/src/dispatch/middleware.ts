import type { CacheMode } from '../decorators/aggregate.js';
import type { EventMetadata } from '../decorators/context.js';
import type { Committed } from '../execution/committed.js';
import type { CallOptions } from '../repository/call-options.js';

/** What a middleware may change of a command's options. */
export interface InvocationOptions {
  /**
   * The tenant that the aggregate belongs to, in an application with tenants. It is part of the stream's name, or
   * chooses the store.
   */
  readonly tenant?: string | undefined;
  /**
   * Names the command: it is executed at most once within the last 100 commits of its stream, whoever dispatches it
   * again. Give it where a caller may retry: the message id of a queue, an `Idempotency-Key` header. At most 256 bytes.
   */
  readonly id?: string | undefined;
  /** The version that the aggregate must be at, as from an `If-Match` header; 0 for one that must not exist yet. */
  readonly expectedVersion?: number | undefined;
  /** Stored beside each event: correlation, causation, user. */
  readonly metadata?: EventMetadata | undefined;
  /** Overrides the aggregate's own. */
  readonly cache?: CacheMode | undefined;
}

export interface DispatchOptions extends InvocationOptions, CallOptions {}

/** A version belongs to one aggregate, so commands for several have none in common. */
export type DispatchAllOptions = Omit<DispatchOptions, 'expectedVersion'>;

/** A command on its way to its aggregate. */
export interface Invocation {
  readonly command: object;
  /** The aggregate's name. */
  readonly aggregate: string;
  readonly aggregateId: string;
  readonly options: InvocationOptions;
}

/**
 * Wraps every dispatch, the first one outermost. It may look at the command, add options by passing a changed
 * invocation on, refuse by throwing before it calls `next`, or time it. It calls `next` once; the aggregate and the
 * command cannot be replaced. When commands are dispatched together, each of them passes through, and all are stored
 * inside the innermost `next`.
 *
 * @example
 * const asUser = (user: string): Middleware => (invocation, next) =>
 *   next({ ...invocation, options: { ...invocation.options, metadata: { ...invocation.options.metadata, user } } });
 */
export type Middleware = (
  invocation: Invocation,
  next: (invocation: Invocation) => Promise<Committed>,
) => Promise<Committed>;
