import type { DeliveryFailedError } from '../errors/delivery-errors.js';
import type { ConsumeFailure } from './consumer.js';
import type { DeliveryOptions } from './delivery-options.js';

/** A wait for a consumer, because something that it needs is, or may be, unavailable or throttling. */
export interface DeliveryWait {
  readonly consumer: string;
  /** One of the streams that wait. */
  readonly stream: string;
  /** Why the stream was not taken. */
  readonly error: unknown;
  /** Time until the next try. */
  readonly milliseconds: number;
}

export interface BulkDeliveryOptions {
  /** Where commits go that a consumer cannot take, and how much it gets at once. */
  readonly delivery?: DeliveryOptions | undefined;
  /**
   * Called for each stream that a consumer cannot take; the other streams go on. Without it, the first such stream ends
   * the delivery.
   */
  readonly onFailure?: ((failure: DeliveryFailedError) => void) | undefined;
  /** Whether it is pointless to try again after this failure. Default: never. */
  readonly isFinal?: ((failure: ConsumeFailure) => boolean) | undefined;
  /**
   * Called before each pause for a service to recover. Such pauses take seconds; it is not called for the milliseconds
   * between two tries of a stream.
   */
  readonly onWait?: ((wait: DeliveryWait) => void) | undefined;
  /** Ends waiting and sending. */
  readonly signal?: AbortSignal | undefined;
  /** Waits this many milliseconds. Default: real time. */
  readonly pause?: ((milliseconds: number, signal?: AbortSignal) => Promise<void>) | undefined;
}
