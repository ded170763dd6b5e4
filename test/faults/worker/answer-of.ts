import {
  CommandIdReusedError,
  ConcurrencyError,
  EventSourceError,
  OutcomeUnknownError,
  UnexpectedVersionError,
} from '@eventsource/core';
import { AlreadyReservedError } from '@eventsource/singleton';
import { Rejected } from '../account/seen.js';
import { emailNumber, Refused } from '../user/user.js';
import type { Answer } from './call.js';

/** What an error says, in words that the check understands. */
export function answerOf(error: unknown): Answer {
  if (error instanceof Rejected) {
    return { kind: 'rejected', reason: error.reason, seen: error.seen, account: Number(error.account) };
  }
  if (error instanceof Refused) return { kind: 'refused', reason: error.reason, version: error.version };
  if (error instanceof AlreadyReservedError) return { kind: 'taken', email: emailNumber(error.id) };
  if (error instanceof OutcomeUnknownError) return { kind: 'unknown', id: error.id, cause: nameOf(error.cause) };
  if (error instanceof ConcurrencyError) return { kind: 'conflict', expectedVersion: error.expectedVersion };
  if (error instanceof UnexpectedVersionError) return { kind: 'unexpected-version', version: error.version };
  if (error instanceof CommandIdReusedError)
    return { kind: 'id-reused', version: error.version, account: accountOf(error.stream) };
  const isExpected = error instanceof EventSourceError && expected.has(error.name);
  return isExpected ? { kind: 'failed', error: error.name } : { kind: 'broken', error: nameOf(error) };
}

const accountOf = (stream: string): number => Number(stream.split(':').at(-1));

const nameOf = (error: unknown): string => (error instanceof Error ? `${error.name}: ${error.message}` : String(error));

/** What a failing network may come to. All other errors would say that the framework, or its table, is damaged. */
const expected = new Set([
  'CommandAbortedError',
  'CredentialsError',
  'ReservationUnansweredError',
  'StoreUnavailableError',
  'ThrottledError',
]);
