import { EventSourceError } from '@eventsource/core';

/** A copy never overwrites a file. Nothing was read: name another, or move this one away. */
export class FileExistsError extends EventSourceError {
  override readonly name = 'FileExistsError';

  constructor(
    readonly file: string,
    options?: ErrorOptions,
  ) {
    super(`File "${file}" already exists: name another, or move it away.`, options);
  }
}
