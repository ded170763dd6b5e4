import { EventSourceError } from '@eventsource/core';

/**
 * A target has refused a request because of its content, without saying which entry is at fault. A {@link Target}
 * throws it from `send`: the publisher then sends the halves of the request, until it has found the entries to blame.
 *
 * Throw it only when the content of an entry can be at fault, such as its size. Whatever else is thrown counts as a
 * fault of the target, its configuration or the way to it: no event is blamed, and everything is sent again.
 *
 * @example
 * if (status === 400) throw new ContentRefusedError('400', await response.text());
 */
export class ContentRefusedError extends EventSourceError {
  override readonly name = 'ContentRefusedError';

  /** @param code as the target calls it. */
  constructor(
    readonly code: string,
    readonly problem: string,
    options?: ErrorOptions,
  ) {
    super(`The request was refused because of its content (${code}): ${problem}`, options);
  }
}

/** By its name, since a target may come with a copy of this package. */
export const isContentRefused = (error: unknown): error is ContentRefusedError =>
  error instanceof Error && error.name === 'ContentRefusedError';
