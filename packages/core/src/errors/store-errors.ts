import { EventSourceError } from './event-source-error.js';

/** The store could not be reached, or failed on its side. Nothing was stored; try again once it is back. */
export class StoreUnavailableError extends EventSourceError {
  override readonly name = 'StoreUnavailableError';

  /** @param where the endpoint or table that was addressed. */
  constructor(
    readonly where: string,
    problem: string,
    options?: ErrorOptions,
  ) {
    super(`The store at ${where} could not be used: ${problem}`, options);
  }
}

/** The store refused the request because too many came. Nothing was stored; slow down or raise the capacity. */
export class ThrottledError extends EventSourceError {
  override readonly name = 'ThrottledError';

  constructor(
    readonly where: string,
    options?: ErrorOptions,
  ) {
    super(`The store at ${where} is throttling: its capacity, or that of one of its partitions, is used up.`, options);
  }
}

/** The commit does not fit into the store. Nothing was stored; emit fewer or smaller events in one command. */
export class CommitTooLargeError extends EventSourceError {
  override readonly name = 'CommitTooLargeError';

  /** @param size in bytes, as the store counts. @param limit in bytes. */
  constructor(
    readonly stream: string,
    readonly size: number,
    readonly limit: number,
    options?: ErrorOptions,
  ) {
    super(
      `A commit to stream "${stream}" takes ${size} bytes; the store holds at most ${limit} in one commit.`,
      options,
    );
  }
}

/** The aggregate id makes a stream name that the store cannot use as a key. Nothing was sent. */
export class InvalidStreamError extends EventSourceError {
  override readonly name = 'InvalidStreamError';

  constructor(
    readonly stream: string,
    problem: string,
  ) {
    super(`Stream "${stream.length > 80 ? `${stream.slice(0, 80)}…` : stream}" cannot be used: ${problem}`);
  }
}

/** Changes were to be stored together, such as the commands of a `dispatchAll`, and the store has no transactions for them. Nothing was stored. */
export class TransactionsUnsupportedError extends EventSourceError {
  override readonly name = 'TransactionsUnsupportedError';

  /** @param remedy what else can be done, as a sentence. */
  constructor({ remedy = 'dispatch the commands one by one.', ...options }: TransactionsUnsupportedOptions = {}) {
    super(`The store cannot store these changes together: ${remedy}`, options);
  }
}

interface TransactionsUnsupportedOptions extends ErrorOptions {
  readonly remedy?: string | undefined;
}
