import { EventSourceError } from '@eventsource/core';

/** The file given with `--checkpoint` cannot be used. It was left as it is, and nothing was done. */
export class CheckpointFileError extends EventSourceError {
  override readonly name = 'CheckpointFileError';

  /** @param file its path. */
  constructor(
    readonly file: string,
    readonly problem: string,
    options?: ErrorOptions,
  ) {
    super(`Checkpoint file "${file}" cannot be used: ${problem} To begin anew, remove it, or name another.`, options);
  }
}
