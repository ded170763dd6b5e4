import { EventSourceError } from './event-source-error.js';

/**
 * Something of an application was resolved from a container in which none is installed: first call `install` on this
 * container, or on a parent of it.
 */
export class NotInstalledError extends EventSourceError {
  override readonly name = 'NotInstalledError';

  /** @param resolved the class that was asked for. */
  constructor(readonly resolved: string) {
    super(
      `There is no ${resolved} in this container: call install(container, …) first, and resolve it from the same container or a child of it.`,
    );
  }
}

/** What a class does by default without what `install` gives it: the container builds any class that takes no arguments. */
export function notInstalled(resolved: string): never {
  throw new NotInstalledError(resolved);
}
