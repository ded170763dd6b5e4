import { withSignal } from './cancellation.js';

/** Runs the tasks of one stream one after another, in the order they came. Streams do not wait for each other. */
export class StreamQueue {
  readonly #last = new Map<string, Promise<void>>();

  /**
   * Runs a task that holds several streams. The lines are joined in the order of their names, so that no two tasks wait for
   * each other.
   */
  async runAll<T>(keys: readonly string[], signal: AbortSignal, task: () => Promise<T>): Promise<T> {
    const [first, ...others] = [...keys].sort();
    return first === undefined ? task() : this.#run(first, signal, () => this.runAll(others, signal, task));
  }

  async #run<T>(key: string, signal: AbortSignal, task: () => Promise<T>): Promise<T> {
    const previous = this.#last.get(key);
    const { promise: done, resolve } = withResolvers();
    // Who gives up waiting still leaves the line intact for those behind.
    const last = previous ? previous.then(() => done) : done;
    this.#last.set(key, last);
    // Not when this task ends: one that gives up waiting ends while another, before it, is still running.
    void last.then(() => {
      if (this.#last.get(key) === last) this.#last.delete(key);
    });
    try {
      if (previous) await withSignal(signal, () => previous);
      return await task();
    } finally {
      resolve();
    }
  }
}

/** `Promise.withResolvers`, which Node 20 does not have. */
function withResolvers(): { promise: Promise<void>; resolve: () => void } {
  let resolve = () => {};
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
