import { EventSourceError } from '@eventsource/core';

/** A folder of files, or one of them, cannot be read: it is not there, or may not be read. The `cause` says why. */
export class FolderError extends EventSourceError {
  override readonly name = 'FolderError';

  /** @param folder its name, or that of the file. */
  constructor(
    readonly folder: string,
    readonly problem: string,
    options?: ErrorOptions,
  ) {
    super(`${folder} cannot be read: ${problem}`, options);
  }
}
