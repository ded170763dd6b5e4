import { EventSourceError } from './event-source-error.js';

/**
 * The command may or may not be stored: the write was sent and no answer settled it. Dispatch the same command again with
 * `{ id: error.id }`: if the write was applied, you get its result; if not, the command is executed now. Never both.
 */
export class OutcomeUnknownError extends EventSourceError {
  override readonly name = 'OutcomeUnknownError';

  /** @param id the id to dispatch the same command with. */
  constructor(
    readonly stream: string,
    readonly id: string,
    options?: ErrorOptions,
  ) {
    super(
      `It is not known whether the command on stream "${stream}" was stored. Dispatch it again with { id: "${id}" } to find out.`,
      options,
    );
  }
}
