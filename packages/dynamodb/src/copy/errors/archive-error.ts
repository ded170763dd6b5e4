import { EventSourceError } from '@eventsource/core';

/**
 * The file is not an archive, or not a complete one: damaged, truncated or edited. Nothing of the target was changed.
 */
export class ArchiveError extends EventSourceError {
  override readonly name = 'ArchiveError';

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
