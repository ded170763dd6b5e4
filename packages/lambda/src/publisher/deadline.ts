/** No answer came in time. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
}

/**
 * Waits for an answer, but not longer than its time, nor beyond the caller's signal, and does not rely on the client to
 * settle: a socket may hang for ever. The signal that is passed to `begin` says when nobody waits any more.
 *
 * @param milliseconds of the time.
 * @throws {NoAnswer} or the signal's reason.
 */
export async function withDeadline<T>(
  milliseconds: number,
  signal: AbortSignal | undefined,
  begin: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  signal?.throwIfAborted();
  const controller = new AbortController();
  const { promise: late, reject } = withReject();
  const giveUp = (reason: unknown) => {
    controller.abort(reason);
    reject(reason);
  };
  const abort = () => giveUp(signal?.reason);
  const timer = setTimeout(() => giveUp(new NoAnswer(`no answer within ${milliseconds} ms.`)), milliseconds);
  signal?.addEventListener('abort', abort, { once: true });
  try {
    return await Promise.race([begin(controller.signal), late]);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', abort);
  }
}

function withReject(): { readonly promise: Promise<never>; readonly reject: (reason: unknown) => void } {
  let reject: (reason: unknown) => void = () => {};
  const promise = new Promise<never>((_, refuse) => {
    reject = refuse;
  });
  return { promise, reject };
}
