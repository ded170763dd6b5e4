import { EventSourceError } from '@eventsource/core';

/**
 * A part of a commit could not be read, even after several tries, although other parts are there. Load again: DynamoDB
 * may still be storing it. If that does not help, an item was deleted.
 */
export class IncompleteCommitError extends EventSourceError {
  override readonly name = 'IncompleteCommitError';

  /**
   * @param first the commit's first version.
   * @param last its last version.
   * @param missing the first version that was not there.
   */
  constructor(
    readonly stream: string,
    readonly first: number,
    readonly last: number,
    readonly missing: number,
  ) {
    super(
      `The commit to stream "${stream}" with the versions ${first} to ${last} lacks version ${missing}: load it again, as DynamoDB may still be storing it.`,
    );
  }
}
