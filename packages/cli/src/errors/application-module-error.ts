import { EventSourceError } from '@eventsource/core';

/** The module given with `--module` could not be loaded, or exports no application. Nothing was read. */
export class ApplicationModuleError extends EventSourceError {
  override readonly name = 'ApplicationModuleError';

  /** @param module its path. */
  constructor(
    readonly module: string,
    readonly problem: string,
    options?: ErrorOptions,
  ) {
    super(`Module "${module}" cannot be used: ${problem}`, options);
  }
}
