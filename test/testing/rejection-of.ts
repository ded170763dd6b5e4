import { AssertionError } from 'node:assert';

/** The AssertionError that a promise rejects with. */
export async function assertionErrorOf(promise: Promise<unknown>): Promise<AssertionError> {
  const error = await promise.then(
    () => new TypeError('The promise was expected to reject.'),
    (reason: unknown) => reason,
  );
  if (error instanceof AssertionError) return error;
  throw error;
}
