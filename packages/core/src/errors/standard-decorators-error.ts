import { EventSourceError } from './event-source-error.js';

/** A build tool compiled our decorators as those of the ECMAScript standard (TC39): set `experimentalDecorators` in `tsconfig.json`. */
export class StandardDecoratorsError extends EventSourceError {
  override readonly name = 'StandardDecoratorsError';

  /** @param decorator without `@`. @param target the class or method that has it. */
  constructor(
    readonly decorator: string,
    readonly target: string,
  ) {
    super(
      `@${decorator} on "${target}" was compiled as a standard (TC39) decorator, but it is an experimental one. ` +
        'Set "experimentalDecorators": true in the tsconfig.json that your build tool reads, and for tsc "emitDecoratorMetadata": true.',
    );
  }
}
