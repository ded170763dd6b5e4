import { EventSourceError } from '@eventsource/core';

/** A folder holds several exports of tables and it was not said which one is meant, or holds no export of the id given. Choose one of `exports`. */
export class ExportNotChosenError extends EventSourceError {
  override readonly name = 'ExportNotChosenError';

  /** @param exports the ids of those that there are. @param exportId the one that was asked for, if any. */
  constructor(
    readonly folder: string,
    readonly exports: readonly string[],
    readonly exportId?: string | undefined,
    options?: ErrorOptions,
  ) {
    const listed = exports.slice(0, LISTED).join(', ');
    const more = exports.length > LISTED ? ` and ${exports.length - LISTED} more` : '';
    const problem =
      exportId === undefined ? 'holds several exports: choose one by its id' : `has no export "${exportId}"`;
    super(`${folder} ${problem}. There are ${listed}${more}.`, options);
  }
}

/** How many ids the message lists. */
const LISTED = 20;
