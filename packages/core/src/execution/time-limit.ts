import { withSignal } from './cancellation.js';

export interface TimeLimit {
  /** The caller's own. */
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds that a step may take. */
  readonly timeout: number;
  /** What to reject with when one takes longer. */
  readonly expired: () => Error;
}

/**
 * Runs what consists of steps, and leaves it behind when one of them takes too long, or when the caller's signal is aborted.
 * Its own signal is aborted then.
 *
 * @param run calls `step` at the beginning of each step but the first.
 * @throws what `expired` says, or the signal's reason.
 */
export async function withTimeLimit<T>(
  { signal, timeout, expired }: TimeLimit,
  run: (signal: AbortSignal, step: () => void) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  const abort = () => controller.abort(signal?.reason);
  if (signal?.aborted) abort();
  signal?.addEventListener('abort', abort, { once: true });
  const timer = setTimeout(() => controller.abort(expired()), timeout);
  // A timer that is refreshed when it is over would begin anew.
  const step = () => {
    if (!controller.signal.aborted) timer.refresh();
  };
  try {
    return await withSignal(controller.signal, () => run(controller.signal, step));
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', abort);
  }
}
