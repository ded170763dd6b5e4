import { AssertionError, deepStrictEqual } from 'node:assert';
import { inspect } from 'node:util';
import type { StateChange } from './watched-aggregate.js';

/** The class of an object, for messages. */
export const named = (value: object): string => Object.getPrototypeOf(value)?.constructor?.name ?? 'an object';

/** Throws, with the difference, unless both are equal in every value, class and order. */
export function assertSame(actual: unknown, expected: unknown, headline: string): void {
  try {
    deepStrictEqual(actual, expected);
  } catch (error) {
    const difference = error instanceof Error ? error.message.replace(/^.*\n/, '') : '';
    throw failure(`${headline}\n${difference}`, { actual, expected });
  }
}

export function stateChanged(aggregate: { readonly name: string }, { method, before, after }: StateChange): Error {
  const headline = `${aggregate.name}.${method} changed the aggregate's state while it decided: change it in an event handler.`;
  try {
    assertSame(after, before, headline);
  } catch (error) {
    if (error instanceof Error) return error;
  }
  return failure(headline);
}

/** @param cause what came in the place of what was expected. */
export function failure(
  message: string,
  { cause, ...values }: { actual?: unknown; expected?: unknown; cause?: unknown } = {},
): AssertionError {
  const error = new AssertionError({ message, ...values });
  // The message holds the difference with the classes, which the one that mocha and vitest would add leaves out.
  return Object.assign(error, { showDiff: false, ...(cause !== undefined && { cause }) });
}

/** Gives a failure of the check the place where the method was called, which a promise forgets. */
export async function pointingAt(method: (...args: never[]) => unknown, check: () => Promise<void>): Promise<void> {
  const place = { stack: '' };
  Error.captureStackTrace(place, method);
  try {
    await check();
  } catch (error) {
    if (!(error instanceof AssertionError)) throw error;
    throw Object.assign(error, { stack: place.stack.replace(/^.*/, () => `${error.name}: ${error.message}`) });
  }
}

/** One line about whatever was thrown. */
export const summary = (thrown: unknown): string =>
  thrown instanceof Error ? `${named(thrown)}: ${thrown.message}` : inspect(thrown);
