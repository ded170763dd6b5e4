import { EventSourceError } from './event-source-error.js';
import { reasonOf } from './reason-of.js';

/** A projection could not take an event: what its handler threw is the `cause`. The event is delivered again. */
export class ProjectionError extends EventSourceError {
  override readonly name = 'ProjectionError';

  /** @param projection with its version: `balances@2`. @param event the class of the event. */
  constructor(
    readonly projection: string,
    readonly stream: string,
    readonly version: number,
    readonly event: string,
    options: ErrorOptions,
  ) {
    super(
      `Projection "${projection}" failed on ${event} of stream "${stream}" at version ${version}: ${reasonOf(options.cause)}`,
      options,
    );
  }
}

/** The class was not among the `projections` of any installed module. */
export class UnknownProjectionError extends EventSourceError {
  override readonly name = 'UnknownProjectionError';

  constructor(readonly projection: string) {
    super(`${projection} is not among the projections that were installed in this container.`);
  }
}

/**
 * A projection did not reach the version in the given time. Wait again, or answer with what there is: what was stored
 * stays stored.
 */
export class ProjectionBehindError extends EventSourceError {
  override readonly name = 'ProjectionBehindError';

  /**
   * @param asked the version that was waited for.
   * @param version the version that the projection is at.
   * @param stopped whether it has given up on the stream: then only a redrive brings it further.
   */
  constructor(
    readonly projection: string,
    readonly stream: string,
    readonly asked: number,
    readonly version: number,
    readonly stopped: boolean,
    options?: ErrorOptions,
  ) {
    const why = stopped ? ' It is stopped there: see its dead letter, and redrive the stream.' : '';
    super(
      `Projection "${projection}" has not reached version ${asked} of stream "${stream}": it is at version ${version}.${why}`,
      options,
    );
  }
}
