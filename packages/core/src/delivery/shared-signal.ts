import { setMaxListeners } from 'node:events';
import type { ConsumeOptions } from './consumer.js';

/**
 * Works with a signal that follows the caller's. As many streams as are worked on side by side listen to it: more than Node
 * takes for an oversight on a signal of somebody else. When the work is over nothing listens to the caller's any more.
 */
export async function withSharedSignal<T>(
  { signal }: ConsumeOptions,
  work: (options: ConsumeOptions) => Promise<T>,
): Promise<T> {
  if (!signal) return work({});
  const controller = new AbortController();
  setMaxListeners(0, controller.signal);
  const abort = () => controller.abort(signal.reason);
  if (signal.aborted) abort();
  signal.addEventListener('abort', abort, { once: true });
  try {
    return await work({ signal: controller.signal });
  } finally {
    signal.removeEventListener('abort', abort);
  }
}
