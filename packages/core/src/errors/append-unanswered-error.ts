import { EventSourceError } from './event-source-error.js';

/**
 * What a {@link Store} throws when an append was sent and it cannot tell whether it was, or will be, applied: no answer,
 * a server error, or a refusal that followed such a try. The repository turns it into an `OutcomeUnknownError`.
 */
export class AppendUnansweredError extends EventSourceError {
  override readonly name = 'AppendUnansweredError';

  constructor(
    readonly stream: string,
    readonly expectedVersion: number,
    options?: ErrorOptions,
  ) {
    super(`The append to stream "${stream}" after version ${expectedVersion} got no reliable answer.`, options);
  }
}
