import { backOff } from 'exponential-backoff';

/** In milliseconds: the first wait is up to this long, each next one up to twice as long, up to the longest. */
const FIRST_DELAY = 100;
const LONGEST_DELAY = 5000;

/** Something is left to be done again. */
const LEFT = new Error('Not all is done.');

/**
 * Repeats a step until nothing is left to do, or the attempts are used up, with exponential backoff and full jitter. A signal
 * ends the waiting at once.
 *
 * @param step returns whether something is left.
 */
export async function retrying(
  attempts: number,
  signal: AbortSignal | undefined,
  step: () => Promise<boolean>,
): Promise<void> {
  const once = async () => {
    if (!signal?.aborted && (await step())) throw LEFT;
  };
  const delays = { jitter: 'full', startingDelay: FIRST_DELAY, maxDelay: LONGEST_DELAY } as const;
  const repeated = backOff(once, { ...delays, numOfAttempts: attempts, retry: () => !signal?.aborted });
  const ended = repeated.catch((error: unknown) => {
    if (error !== LEFT) throw error;
  });
  await (signal ? orAborted(signal, ended) : ended);
}

/** Waits for what has begun, or for the signal if that comes first. */
async function orAborted(signal: AbortSignal, begun: Promise<void>): Promise<void> {
  let stop = () => {};
  const aborted = new Promise<void>((resolve) => {
    stop = resolve;
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
  try {
    await Promise.race([begun, aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
