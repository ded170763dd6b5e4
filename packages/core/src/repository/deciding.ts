import { AsyncLocalStorage } from 'node:async_hooks';
import { NestedDispatchError } from '../errors/command-errors.js';

/** The stream whose command handler is running, in what the handler calls and awaits. */
const deciding = new AsyncLocalStorage<string>();

export const whileDeciding = <T>(stream: string, decide: () => T): T => deciding.run(stream, decide);

/** @throws {NestedDispatchError} inside a command handler. */
export function assertNotDeciding(target: string): void {
  const stream = deciding.getStore();
  if (stream !== undefined) throw new NestedDispatchError(stream, target);
}
