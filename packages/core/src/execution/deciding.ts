import { AsyncLocalStorage } from 'node:async_hooks';
import { NestedDispatchError } from '../errors/command-errors.js';

/**
 * The stream whose command handler is running, seen in what the handler calls and awaits. It says so itself, because what
 * a handler merely sets off, such as a timer of a service, keeps seeing it when the handler is long over.
 */
const deciding = new AsyncLocalStorage<{ readonly stream: string; running: boolean }>();

export async function whileDeciding<T>(stream: string, decide: () => T | Promise<T>): Promise<T> {
  const state = { stream, running: true };
  try {
    return await deciding.run(state, decide);
  } finally {
    state.running = false;
  }
}

/** @throws {NestedDispatchError} inside a command handler. */
export function assertNotDeciding(target: string): void {
  const state = deciding.getStore();
  if (state?.running) throw new NestedDispatchError(state.stream, target);
}
