import { EventSourceError } from './event-source-error.js';

/**
 * A consumer is not where its move begins: someone else has taken these events, or its stream is stopped. Nothing has moved.
 * A `Delivery` reads the position again and goes on from there by itself.
 */
export class CheckpointMovedError extends EventSourceError {
  override readonly name = 'CheckpointMovedError';

  /** @param version from which the move was to be made. */
  constructor(
    readonly consumer: string,
    readonly stream: string,
    readonly version: number,
    options?: ErrorOptions,
  ) {
    super(
      `Consumer "${consumer}" cannot move from version ${version} of stream "${stream}": another delivery has moved it already, or the stream is stopped.`,
      options,
    );
  }
}

/** The signal was aborted before a consumer had taken the stream to its end. What it has taken stays taken: deliver again. */
export class DeliveryAbortedError extends EventSourceError {
  override readonly name = 'DeliveryAbortedError';

  constructor(
    readonly consumer: string,
    readonly stream: string,
    options?: ErrorOptions,
  ) {
    super(`The delivery of stream "${stream}" to consumer "${consumer}" was aborted: deliver it again.`, options);
  }
}

/**
 * A handler, or the move after it, took longer than the delivery's `timeout`, and the delivery stopped waiting for it.
 * What it writes later takes effect only with its move, which is refused by then. Make requests end before that, or
 * raise `timeout`.
 */
export class ConsumerTimeoutError extends EventSourceError {
  override readonly name = 'ConsumerTimeoutError';

  /** @param version the version of the event that was being taken. @param timeout in milliseconds. */
  constructor(
    readonly consumer: string,
    readonly stream: string,
    readonly version: number,
    readonly timeout: number,
  ) {
    super(
      `Consumer "${consumer}" did not finish version ${version} of stream "${stream}" within ${timeout} ms: make its requests end before that, or raise the option "timeout" of the delivery.`,
    );
  }
}

/**
 * A stream has failed for the last time, but it could not be marked as stopped, or its dead letter could not be sent.
 * It is tried again.
 */
export class StreamNotStoppedError extends EventSourceError {
  override readonly name = 'StreamNotStoppedError';

  /** @param failure why the consumer could not take the stream. The `cause` is why it could not be stopped. */
  constructor(
    readonly consumer: string,
    readonly stream: string,
    readonly version: number,
    readonly failure: unknown,
    options?: ErrorOptions,
  ) {
    super(
      `Consumer "${consumer}" cannot take stream "${stream}" from version ${version} on, and the stream could not be stopped either.`,
      options,
    );
  }
}

/**
 * A consumer could not take a stream of a bulk delivery, after several tries. What it has taken stays taken: correct
 * the cause, and deliver again.
 */
export class DeliveryFailedError extends EventSourceError {
  override readonly name = 'DeliveryFailedError';

  /** @param version of the first event that was not taken. */
  constructor(
    readonly consumer: string,
    readonly stream: string,
    readonly version: number,
    options?: ErrorOptions,
  ) {
    const { cause } = options ?? {};
    const why = cause instanceof Error ? cause.message : String(cause);
    super(`Consumer "${consumer}" cannot take stream "${stream}" from version ${version} on: ${why}`, options);
  }
}
