import { EventSourceError } from '@eventsource/core';

/**
 * A part of a commit could not be read, though other parts were there, also not after several tries. Load again: DynamoDB
 * may still be storing it. If that does not help, somebody deleted an item.
 */
export class IncompleteCommitError extends EventSourceError {
  override readonly name = 'IncompleteCommitError';

  /** @param first of the commit's versions. @param last of them. @param missing the first one that was not there. */
  constructor(
    readonly stream: string,
    readonly first: number,
    readonly last: number,
    readonly missing: number,
  ) {
    super(`The commit to stream "${stream}" with the versions ${first} to ${last} lacks version ${missing}.`);
  }
}
