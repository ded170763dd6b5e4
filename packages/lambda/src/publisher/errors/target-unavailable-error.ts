import { EventSourceError } from '@eventsource/core';

/**
 * The target has not accepted an event, although nothing is wrong with the event: the target throttles, fails, does not
 * answer, is missing or denies access. The event may have arrived nevertheless. It is sent again with the next
 * delivery.
 */
export class TargetUnavailableError extends EventSourceError {
  override readonly name = 'TargetUnavailableError';

  /** @param code as the target or its client calls it. */
  constructor(
    readonly stream: string,
    readonly version: number,
    readonly target: string,
    readonly code: string,
    problem: string,
    options?: ErrorOptions,
  ) {
    super(
      `${target} did not accept the event of stream "${stream}" at version ${version} (${code}): ${problem}`,
      options,
    );
  }
}
