import { EventSourceError } from '@eventsource/core';

/**
 * A file that is to be replayed is not what it should be: damaged, truncated, or of another format. Nothing was delivered:
 * all files are read before.
 */
export class ReplayFileError extends EventSourceError {
  override readonly name = 'ReplayFileError';

  /** @param line from 1 on; undefined where the file as a whole is meant. */
  constructor(
    readonly file: string,
    readonly line: number | undefined,
    readonly problem: string,
    options?: ErrorOptions,
  ) {
    super(`File "${file}"${line === undefined ? '' : `, line ${line}`}: ${problem}`, options);
  }
}
