import { EventSourceError } from './event-source-error.js';

/** What can be wrong with decorated classes and modules; the tests hold one broken class for each. */
export type MistakeCode =
  | 'aggregate-constructor'
  | 'aggregate-handles-nothing'
  | 'aggregate-name'
  | 'aggregate-name-taken'
  | 'aggregate-undecorated'
  | 'already-installed'
  | 'cache-mode'
  | 'cache-size'
  | 'checkpoints-missing'
  | 'class-transformer-copies'
  | 'command-handled-twice'
  | 'command-undecorated'
  | 'companion-missing'
  | 'event-handled-twice'
  | 'event-handler-async'
  | 'event-name'
  | 'event-name-taken'
  | 'event-private-field'
  | 'event-undecorated'
  | 'event-unknown'
  | 'event-version'
  | 'metadata-missing'
  | 'parameter-contradicts'
  | 'parameter-unknown'
  | 'projection-handles-command'
  | 'projection-handles-nothing'
  | 'projection-name'
  | 'projection-name-taken'
  | 'projection-undecorated'
  | 'projection-version'
  | 'service-unresolvable'
  | 'snapshot-interval'
  | 'snapshot-private-field'
  | 'snapshot-state'
  | 'store-missing'
  | 'stream-address-missing'
  | 'upcaster-gap';

/** One thing to correct: where it is, and what to do. */
export interface Mistake {
  readonly code: MistakeCode;
  /** The class, or `Class.method`. */
  readonly where: string;
  readonly problem: string;
}

/** `install` found mistakes. All of them are listed, and the container is as it was before. */
export class ConfigurationError extends EventSourceError {
  override readonly name = 'ConfigurationError';

  readonly #mistakes: readonly Mistake[];

  constructor(mistakes: readonly Mistake[]) {
    super(
      [
        `${mistakes.length === 1 ? 'One mistake' : `${mistakes.length} mistakes`} in the configuration:`,
        ...mistakes.map(({ where, problem, code }) => `  - ${where}: ${problem} [${code}]`),
      ].join('\n'),
    );
    this.#mistakes = mistakes;
  }

  /** A getter and not a field, because the message already lists them when the error is printed. */
  get mistakes(): readonly Mistake[] {
    return this.#mistakes;
  }
}
