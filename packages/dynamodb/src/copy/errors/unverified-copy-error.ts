import { EventSourceError } from '@eventsource/core';

/**
 * What was written reads back differently, or not at all. Something else writes to the target, or it is broken: do not
 * use it.
 */
export class UnverifiedCopyError extends EventSourceError {
  override readonly name = 'UnverifiedCopyError';

  /** @param where the target: a table or a file. @param stream undefined when it is not about a single stream. */
  constructor(
    readonly where: string,
    readonly stream: string | undefined,
    readonly problem: string,
    options?: ErrorOptions,
  ) {
    const what = stream === undefined ? 'The copy' : `The copy of stream "${stream}"`;
    super(`${what} in ${where} is not what was written: ${problem}`, options);
  }
}
