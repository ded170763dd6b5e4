import { EventSourceError } from '@eventsource/core';

/** A folder of files, or one of them, cannot be read: it does not exist, or access is denied. The `cause` says why. */
export class FolderError extends EventSourceError {
  override readonly name = 'FolderError';

  /** @param folder the name of the folder or of the file. */
  constructor(
    readonly folder: string,
    readonly problem: string,
    options?: ErrorOptions,
  ) {
    super(`${folder} cannot be read: ${problem}`, options);
  }
}
