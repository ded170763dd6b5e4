import { commandHandlerMetadata, eventHandlerMetadata } from '../decorators/handler-method.js';
import type { Class } from '../metadata/class.js';
import { emittedParameters } from '../metadata/metadata.js';
import { declarations } from './declarations.js';
import { type Mistakes, methodOf } from './mistakes.js';

interface Handler {
  readonly where: string;
  /** Whether the decorator names the class. */
  readonly isNamed: boolean;
  /** Whether the compiler emitted anything about the method. */
  readonly isEmitted: boolean;
}

/**
 * Checks that the handlers of these classes have emitted metadata, or do without. A build tool that emits none emits none for
 * any of them: that is one mistake and not one for each method.
 */
export function checkMetadata(types: readonly Class[], mistakes: Mistakes): void {
  const handlers = types.flatMap(handlersOf);
  const unknown = handlers.filter(({ isNamed, isEmitted }) => !isNamed && !isEmitted).map(({ where }) => where);
  if (unknown.length > 0 && !handlers.some(({ isEmitted }) => isEmitted)) {
    mistakes.add(
      'metadata-missing',
      'install',
      'the compiler emitted no decorator metadata. Set "emitDecoratorMetadata": true in tsconfig.json; with a tool that ' +
        `emits none (esbuild, tsx, vitest) name the class, as in @CommandHandler(ShipOrder), for ${unknown.join(', ')}.`,
    );
    return;
  }
  for (const where of unknown) {
    const problem = 'the compiler emitted no metadata for it, unlike for others: name the class in the decorator.';
    mistakes.add('parameter-unknown', where, problem);
  }
}

const handlersOf = (type: Class): Handler[] =>
  [commandHandlerMetadata, eventHandlerMetadata]
    .flatMap((handlers) => declarations(type, handlers))
    .map(({ method, handles }) => ({
      where: methodOf(type, method),
      isNamed: handles.length > 0,
      isEmitted: emittedParameters(type, method) !== undefined,
    }));
