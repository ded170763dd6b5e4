/** Whether an error is temporary, so that the same try may succeed later. */
export type IsTransient = (error: unknown) => boolean;

/** Causes further down are not looked at: an error may be its own cause. */
const DEPTH = 10;

/**
 * Whether what failed passes by itself: a database or a service is throttling, is away, or fails on its side. That says
 * nothing against the commit that was to be taken. Nor does what is wrong with the table of checkpoints.
 *
 * It goes by the shape of an error and of its causes, never by classes: they come from any client, in any version.
 *
 * @param own what an application knows of its own databases. It is asked about the error and each of its causes.
 */
export const isTransient = (error: unknown, own?: IsTransient): boolean =>
  chainOf(error).some((each) => passes(each) || saysSo(own, each)) || isOfCheckpoints(error);

const passes = (error: unknown): boolean =>
  NAMES.has(field(error, 'name')) ||
  CODES.has(field(error, 'code')) ||
  Boolean(field(error, '$retryable')) ||
  STATUSES.some((path) => isPassingStatus(path.reduce(field, error))) ||
  isConflict(field(error, 'CancellationReasons')) ||
  all(field(error, 'errors'), (each) => chainOf(each).some((cause) => CODES.has(field(cause, 'code'))));

/** What the stores here throw, and what AWS and others call it when a client is to slow down or to come again. */
const NAMES = new Set<unknown>([
  ...['ThrottledError', 'StoreUnavailableError'],
  ...['Throttling', 'ThrottlingException', 'ThrottledException', 'RequestThrottled', 'RequestThrottledException'],
  ...['ProvisionedThroughputExceededException', 'RequestLimitExceeded', 'LimitExceededException', 'SlowDown'],
  ...['TooManyRequestsException', 'BandwidthLimitExceeded', 'EC2ThrottledException', 'PriorRequestNotComplete'],
  ...['TransactionConflictException', 'TransactionInProgressException'],
  ...['ServiceUnavailable', 'ServiceUnavailableException', 'InternalServerError', 'InternalFailure'],
  ...['TimeoutError', 'RequestTimeout', 'RequestTimeoutException'],
]);

/** Of Node, and of its client for HTTP: there was no way to the other side, or it broke off. */
const CODES = new Set<unknown>([
  ...['ECONNREFUSED', 'ECONNRESET', 'ECONNABORTED', 'ETIMEDOUT', 'EPIPE', 'EHOSTUNREACH', 'ENETUNREACH'],
  ...['EAI_AGAIN', 'ENOTFOUND'],
  ...['UND_ERR_CONNECT_TIMEOUT', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT', 'UND_ERR_SOCKET'],
]);

/** Where clients for HTTP say which status was answered. */
const STATUSES = [
  ['status'],
  ['statusCode'],
  ['$metadata', 'httpStatusCode'],
  ['response', 'status'],
  ['response', 'statusCode'],
];

const isPassingStatus = (status: unknown): boolean =>
  typeof status === 'number' && (status === 429 || (status >= 500 && status < 600));

/** A transaction of DynamoDB that met others, or too little capacity, and was refused for nothing else. */
const isConflict = (reasons: unknown): boolean => {
  const refusals = Array.isArray(reasons) ? reasons.filter((reason) => field(reason, 'Code') !== 'None') : [];
  return all(refusals, (reason) => CONFLICTS.has(field(reason, 'Code')));
};

const CONFLICTS = new Set<unknown>(['TransactionConflict', 'ThrottlingError', 'ProvisionedThroughputExceeded']);

/** What a move fails of by itself. In a handler such an error may be about another table, and because of the event. */
export function isOfCheckpoints(error: unknown): boolean {
  const chain = chainOf(error);
  const handler = chain.findIndex((each) => field(each, 'name') === 'ProjectionError');
  return chain.slice(0, handler === -1 ? DEPTH : handler).some((each) => OF_TABLES.has(field(each, 'name')));
}

const OF_TABLES = new Set<unknown>([
  'AccessDeniedError',
  'CredentialsError',
  'TableNotFoundError',
  'TableMismatchError',
]);

/** One that fails says nothing. */
function saysSo(own: IsTransient | undefined, error: unknown): boolean {
  try {
    return own?.(error) === true;
  } catch {
    return false;
  }
}

function chainOf(error: unknown): readonly unknown[] {
  const chain: unknown[] = [];
  for (let each = error; each !== undefined && chain.length < DEPTH; each = field(each, 'cause')) chain.push(each);
  return chain;
}

const all = (list: unknown, holds: (one: unknown) => boolean): boolean =>
  Array.isArray(list) && list.length > 0 && list.every(holds);

const field = (of: unknown, name: string): unknown =>
  typeof of === 'object' && of !== null ? Reflect.get(of, name) : undefined;
