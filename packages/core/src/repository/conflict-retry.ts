import { backOff } from 'exponential-backoff';
import { isEventSourceError } from '../errors/is-event-source-error.js';
import { withSignal } from './cancellation.js';

export interface RetryOptions {
  /** Default 10. */
  readonly attempts?: number;
  /** Milliseconds after which no further attempt begins. Default 5,000. */
  readonly within?: number;
}

/** The first wait is up to 20 ms, each next one up to twice as long: about what a conditional write takes to settle. */
const FIRST_DELAY = 20;
const LONGEST_DELAY = 1000;

/**
 * Repeats an attempt that lost a race, with exponential backoff and full jitter. The signal ends a wait between attempts at
 * once; an attempt that is running is left to react to it by itself, since only it knows whether it has sent a write.
 */
export async function retryConflicts<T>(
  attempt: () => Promise<T>,
  { attempts = 10, within = 5000 }: RetryOptions,
  signal: AbortSignal,
): Promise<T> {
  const end = performance.now() + within;
  const isInTime = () => performance.now() < end;
  let running: Promise<T> | undefined;
  let conflict: unknown;
  const once = async () => {
    signal.throwIfAborted();
    if (conflict && !isInTime()) throw conflict;
    running = attempt();
    return running;
  };
  const retry = (error: unknown) => {
    running = undefined;
    conflict = error;
    return isEventSourceError(error, 'ConcurrencyError') && isInTime();
  };
  const options = {
    jitter: 'full',
    numOfAttempts: attempts,
    startingDelay: FIRST_DELAY,
    maxDelay: LONGEST_DELAY,
    retry,
  } as const;
  try {
    return await withSignal(signal, () => backOff(once, options));
  } catch (error) {
    if (running) return running;
    throw error;
  }
}
