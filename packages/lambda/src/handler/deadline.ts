import { setMaxListeners } from 'node:events';

/** What Lambda says about an invocation. Its `Context` is one. */
export interface InvocationContext {
  /** Milliseconds until it is killed. */
  getRemainingTimeInMillis(): number;
}

/**
 * Works until shortly before the invocation is killed: then the signal is aborted, and what does not heed it within half of
 * the margin is left behind.
 *
 * @param atMost the margin, in milliseconds; not more than a quarter of the time that is left.
 * @returns undefined when it was left behind, so that it is not known what it has done.
 */
export async function beforeDeadline<T>(
  context: InvocationContext,
  atMost: number,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T | undefined> {
  const controller = new AbortController();
  // Each stream under way listens to it: more than Node takes for an oversight.
  setMaxListeners(0, controller.signal);
  const left = Math.max(0, context.getRemainingTimeInMillis());
  const margin = Math.min(atMost, left / 4);
  const time = left - margin;
  if (time === 0) controller.abort(outOfTime());
  let leave: NodeJS.Timeout | undefined;
  const leaving = new Promise<undefined>((resolve) => {
    leave = setTimeout(resolve, time + margin / 2, undefined);
  });
  const stop = setTimeout(() => controller.abort(outOfTime()), time);
  try {
    return await Promise.race([work(controller.signal), leaving]);
  } finally {
    clearTimeout(stop);
    clearTimeout(leave);
  }
}

const outOfTime = () => new DOMException('The invocation is about to run out of time.', 'TimeoutError');
