import type { DeliveryFailedError } from '../errors/delivery-errors.js';
import type { ConsumeFailure } from './consumer.js';
import type { DeliveryOptions } from './delivery-options.js';

/** A consumer that is waited for, because what it needs is away or throttling, or may be. */
export interface DeliveryWait {
  readonly consumer: string;
  /** One of those that wait. */
  readonly stream: string;
  /** Why it was not taken. */
  readonly error: unknown;
  /** Until the next try. */
  readonly milliseconds: number;
}

export interface BulkDeliveryOptions {
  /** Where commits go that a consumer cannot take, and how much it gets at once. */
  readonly delivery?: DeliveryOptions | undefined;
  /** Called for each stream that a consumer cannot take; all else goes on. Without it, the first one ends the delivery. */
  readonly onFailure?: ((failure: DeliveryFailedError) => void) | undefined;
  /** Tells of failures that no other try will mend. Default: none. */
  readonly isFinal?: ((failure: ConsumeFailure) => boolean) | undefined;
  /** Called before each pause for what has to pass: seconds, not the milliseconds between two tries of a stream. */
  readonly onWait?: ((wait: DeliveryWait) => void) | undefined;
  /** Ends waiting and sending. */
  readonly signal?: AbortSignal | undefined;
  /** Waits so many milliseconds. Default: real time. */
  readonly pause?: ((milliseconds: number, signal?: AbortSignal) => Promise<void>) | undefined;
}
