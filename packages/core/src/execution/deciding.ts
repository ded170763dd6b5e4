import { AsyncLocalStorage } from 'node:async_hooks';
import { NestedDispatchError } from '../errors/command-errors.js';

/**
 * The stream whose command handler is running, seen in what the handler calls and awaits. It says so itself, because what
 * a handler merely sets off, such as a timer of a service, keeps seeing it when the handler is long over.
 */
const deciding = new AsyncLocalStorage<{ readonly stream: string; running: boolean }>();

/** Runs a command handler. One that is not async is over when this returns, and costs no promise. */
export function whileDeciding(stream: string, decide: () => unknown): unknown {
  const state = { stream, running: true };
  const over = () => {
    state.running = false;
  };
  try {
    const decided = deciding.run(state, decide);
    if (isPromise(decided)) return Promise.resolve(decided).finally(over);
    over();
    return decided;
  } catch (error) {
    over();
    throw error;
  }
}

export const isPromise = (value: unknown): value is PromiseLike<unknown> =>
  typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';

/** @throws {NestedDispatchError} inside a command handler. */
export function assertNotDeciding(target: string): void {
  const state = deciding.getStore();
  if (state?.running) throw new NestedDispatchError(state.stream, target);
}
