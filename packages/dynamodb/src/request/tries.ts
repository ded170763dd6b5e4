import { isThrottledAlone } from './cancellation.js';
import { leavesDoubt } from './try-outcome.js';

/**
 * Watches every try of one request. The client's last error does not speak for its earlier tries: a dropped answer
 * followed by a throttled retry surfaces as throttling only.
 */
export class Tries {
  /** How many were sent. */
  count = 0;
  /** The address that the last was sent to. */
  endpoint: string | undefined;
  /** What the last that ended failed with. */
  error: unknown;
  #observed = false;
  #pending = 0;
  #doubt = false;
  #stopped = false;
  #controller: AbortController | undefined;

  /** Called when the client begins with the request: proof that it will show its tries. */
  begin(): void {
    this.#observed = true;
  }

  /** Wraps one try. */
  async observe<T>(send: () => Promise<T>): Promise<T> {
    if (this.#stopped) throw new Error('This request was given up; it is not sent again.');
    this.count++;
    this.#pending++;
    try {
      const answer = await send();
      // An answered try is doubtful as well if the request fails: then something in the client failed after it.
      this.#doubt = true;
      return answer;
    } catch (error) {
      this.#doubt ||= leavesDoubt(error);
      this.error = error;
      throw isThrottledAlone(error) ? retryable(error) : error;
    } finally {
      this.#pending--;
    }
  }

  /** No try is sent any more: a request that was given up must not be applied later by a retry. */
  stop(): void {
    this.#stopped = true;
    this.#controller?.abort();
  }

  /** For a client that can end a try under way when they are stopped. */
  get signal(): AbortSignal {
    this.#controller ??= new AbortController();
    return this.#controller.signal;
  }

  get observed(): boolean {
    return this.#observed;
  }

  /** Whether one is under way. */
  get pending(): boolean {
    return this.#pending > 0;
  }

  /** Given that the request failed: whether a try may have been applied, or may still be. */
  get doubtful(): boolean {
    return this.#doubt || this.pending;
  }
}

/** The client takes every cancelled transaction for final; so marked, it tries again as it does after other throttling. */
const retryable = (error: unknown) => Object.assign(Object(error), { $retryable: { throttling: true } });
