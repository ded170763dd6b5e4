import { EventSourceError } from '@eventsource/core';

/**
 * The target holds something else in this stream. What it holds is left as it is. Find out who wrote it: copy to another
 * table, or leave the stream out.
 */
export class CopyConflictError extends EventSourceError {
  override readonly name = 'CopyConflictError';

  /**
   * @param stream as the target names it.
   * @param partition of the first item that is not the same.
   * @param written how many items this copy put into the stream before. More than 0 only when somebody wrote meanwhile.
   */
  constructor(
    readonly stream: string,
    readonly partition: string,
    readonly written: number,
    problem: string,
  ) {
    super(`Stream "${stream}" differs between source and target from partition ${partition} on: ${problem}`);
  }
}
