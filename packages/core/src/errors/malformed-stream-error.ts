import { EventSourceError } from './event-source-error.js';

/**
 * What is stored under this stream is not a stream: a version is missing or doubled, or an item was not written by this
 * framework. Nothing was changed. Find out what else writes to the table.
 */
export class MalformedStreamError extends EventSourceError {
  override readonly name = 'MalformedStreamError';

  /** @param version the version at which the stream stops making sense. */
  constructor(
    readonly stream: string,
    readonly version: number,
    readonly problem: string,
    options?: ErrorOptions,
  ) {
    super(`Stream "${stream}" is malformed at version ${version}: ${problem}`, options);
  }
}
