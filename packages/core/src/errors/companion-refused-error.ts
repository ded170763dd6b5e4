import { EventSourceError } from './event-source-error.js';

/**
 * What a {@link Companion}, or the store that takes it, throws when its change must not be made: the commit is not
 * stored either. The caller of `dispatch` gets the `cause`, as if the command handler had thrown it.
 */
export class CompanionRefusedError extends EventSourceError {
  override readonly name = 'CompanionRefusedError';

  /** @param target what was to be changed. */
  constructor(
    readonly target: string,
    options: { readonly cause: unknown },
  ) {
    super(`The change of ${target} was refused, so its commit was not stored either.`, options);
  }
}
