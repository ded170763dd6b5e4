import { DEFAULT_REQUEST_TIMEOUT } from './client-settings.js';

/** How requests are sent and repeated. */
export interface SendingOptions {
  /**
   * How many times an event is sent while the target does not accept it: with exponential backoff and full jitter.
   * Default 6.
   */
  readonly attempts?: number | undefined;
  /** Requests under way at the same time. Default 4. */
  readonly concurrency?: number | undefined;
  /** Milliseconds that a request may take, at most 2^31 - 1. Default 8000. */
  readonly requestTimeout?: number | undefined;
}

/** The same, with defaults. */
export interface HowToSend {
  readonly attempts: number;
  readonly concurrency: number;
  readonly requestTimeout: number;
}

/** @throws {RangeError} when a value cannot be. */
export function sendingOptions({
  attempts = 6,
  concurrency = 4,
  requestTimeout = DEFAULT_REQUEST_TIMEOUT,
}: SendingOptions): HowToSend {
  for (const [name, value] of Object.entries({ attempts, concurrency, requestTimeout })) {
    if (!(value >= 1 && value < 2 ** 31))
      throw new RangeError(`The option "${name}" of a publisher is ${value}: it must be from 1 to ${2 ** 31 - 1}.`);
  }
  return { attempts, concurrency, requestTimeout };
}
