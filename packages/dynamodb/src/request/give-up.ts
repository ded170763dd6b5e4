/** What ends the wait for a promise early. */
export interface Limits {
  readonly signal: AbortSignal | undefined;
  /** In milliseconds. */
  readonly timeout: number;
  /** Called when the wait ended early, with the error it ends in. */
  readonly onGiveUp: () => void;
}

/** No error came, and no answer either, or none that DynamoDB can have given. */
export class NoAnswer {
  constructor(readonly problem: string) {}
}

/**
 * Waits for a promise, but not beyond its limits: rejects with the signal's reason, or with {@link NoAnswer}. It does not
 * rely on the promise to settle: a request handler may ignore every signal and a socket may hang for ever.
 */
export function within<T>(promise: Promise<T>, { signal, timeout, onGiveUp }: Limits): Promise<T> {
  return new Promise((resolve, reject) => {
    const giveUp = (reason: unknown) => {
      stopWaiting();
      onGiveUp();
      reject(reason);
    };
    const onAbort = () => giveUp(signal?.reason);
    const timer = setTimeout(() => giveUp(new NoAnswer(`no answer within ${timeout} ms.`)), timeout);
    const stopWaiting = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
    };
    signal?.addEventListener('abort', onAbort, { once: true });
    promise.finally(stopWaiting).then(resolve, reject);
  });
}
