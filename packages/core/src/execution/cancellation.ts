/**
 * Waits for what `start` begins, or for the signal if that comes first. Nothing is begun once the signal is aborted.
 *
 * @throws the signal's reason.
 */
export async function withSignal<T>(signal: AbortSignal, start: () => Promise<T>): Promise<T> {
  signal.throwIfAborted();
  return abortable(signal, start());
}

/** Waits for what has begun, or for the signal if that comes first. @throws the signal's reason. */
export async function abortable<T>(signal: AbortSignal, begun: Promise<T>): Promise<T> {
  let stop = () => {};
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason);
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([begun, aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

/**
 * Runs with one signal for the caller's own and a time limit in milliseconds.
 *
 * The timer is ours and is cleared: those of `AbortSignal.timeout` stay, with all that they hold, until they fire.
 */
export async function withDeadline<T>(
  { signal, timeout }: { readonly signal?: AbortSignal | undefined; readonly timeout: number },
  run: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  const abort = () => controller.abort(signal?.reason);
  const expire = () => controller.abort(new DOMException(`The call took longer than ${timeout} ms.`, 'TimeoutError'));
  if (signal?.aborted) abort();
  signal?.addEventListener('abort', abort, { once: true });
  const timer = setTimeout(expire, timeout);
  try {
    return await run(controller.signal);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', abort);
  }
}
