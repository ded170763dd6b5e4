import { StoreUnavailableError, ThrottledError } from '@eventsource/core';
import { EVENTS } from '../definition/events-table.js';
import { creation, keyNeeded, type TableKind } from '../definition/table-kind.js';
import { AccessDeniedError } from '../errors/access-denied-error.js';
import { CredentialsError } from '../errors/credentials-error.js';
import { TableMismatchError } from '../errors/table-mismatch-error.js';
import { TableNotFoundError } from '../errors/table-not-found-error.js';
import { NoAnswer } from './give-up.js';
import { misconfiguration } from './misconfiguration.js';
import { faultOf } from './try-outcome.js';

/** A request that failed. */
export interface Failure {
  /** What the client threw, the signal's reason, or {@link NoAnswer}. */
  readonly error: unknown;
  /** If it was a write: whether it may have been applied, or may still be. */
  readonly doubtful: boolean;
  /** Whether the caller's signal ended it. */
  readonly aborted: boolean;
  readonly operation: string;
  readonly table: string;
  /** What the table is for. */
  readonly kind: TableKind;
  /** The endpoint, where one was addressed. */
  readonly where: string;
}

/** The typed error for a request that failed and changed nothing; the caller's own reason when the caller ended it. */
export function requestError(failure: Failure): unknown {
  const { error, aborted, where } = failure;
  if (aborted) return error;
  if (error instanceof NoAnswer) return new StoreUnavailableError(where, error.problem);
  const { name, message } = faultOf(error);
  const problem = typeof message === 'string' && message !== '' ? message : String(error);
  const make = typeof name === 'string' ? BY_NAME.get(name) : undefined;
  const cause = { cause: error };
  return make?.(failure, problem, cause) ?? misconfiguration(error) ?? new StoreUnavailableError(where, problem, cause);
}

type Make = (failure: Failure, problem: string, options: ErrorOptions) => Error | undefined;

const credentials: Make = (_, problem, options) => new CredentialsError(problem, options);
const throttled: Make = ({ where }, _, options) => new ThrottledError(where, options);

const BY_NAME = new Map<string, Make>([
  ['ResourceNotFoundException', (failure, _, options) => tableNotFound(failure, options)],
  ['AccessDeniedException', (failure, _, options) => accessDenied(failure, options)],
  ['ValidationException', ({ table, kind }, problem, options) => keyMismatch(table, problem, options, kind)],
  ['CredentialsProviderError', credentials],
  ['TokenProviderError', credentials],
  ['UnrecognizedClientException', credentials],
  ['InvalidClientTokenId', credentials],
  ['InvalidSignatureException', credentials],
  ['IncompleteSignatureException', credentials],
  ['MissingAuthenticationTokenException', credentials],
  ['ExpiredTokenException', credentials],
  ['ExpiredToken', credentials],
  ['ThrottlingException', throttled],
  ['ProvisionedThroughputExceededException', throttled],
  ['RequestLimitExceeded', throttled],
  ['TooManyRequestsException', throttled],
]);

const tableNotFound = ({ table, kind, where }: Failure, options: ErrorOptions) =>
  new TableNotFoundError(table, where, creation(table, kind), { ...options, holds: kind.holds });

/**
 * Policies know no transactions, only what is done in them.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis-iam.html
 */
const accessDenied = ({ operation, table }: Failure, options: ErrorOptions) =>
  new AccessDeniedError(`dynamodb:${operation === 'TransactWriteItems' ? 'PutItem' : operation}`, table, options);

/** DynamoDB has one name for every invalid request; the words tell those that another key schema causes. */
export const keyMismatch = (table: string, problem: string, options: ErrorOptions, kind: TableKind = EVENTS) =>
  /key element|missing the key|type mismatch for key|missed key schema|key condition not supported|does not match schema/i.test(
    problem,
  )
    ? new TableMismatchError(table, keyNeeded(kind), { ...options, holds: kind.holds })
    : undefined;
