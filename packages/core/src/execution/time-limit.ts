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
  signal?.throwIfAborted();
  const controller = new AbortController();
  let leave = (_: unknown) => {};
  const left = new Promise<never>((_, reject) => {
    leave = (reason) => {
      controller.abort(reason);
      reject(reason);
    };
  });
  const abort = () => leave(signal?.reason);
  signal?.addEventListener('abort', abort, { once: true });
  const timer = setTimeout(() => leave(expired()), timeout);
  // A timer that is refreshed when it is over would begin anew.
  const step = () => {
    if (!controller.signal.aborted) timer.refresh();
  };
  try {
    return await Promise.race([run(controller.signal, step), left]);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', abort);
  }
}
