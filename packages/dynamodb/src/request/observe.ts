import type { ServiceInputTypes, ServiceOutputTypes } from '@aws-sdk/client-dynamodb';
import type { Command } from './command.js';
import type { Tries } from './tries.js';

/** A client has one, of all its commands, and each command has one. */
type Stack<I extends ServiceInputTypes, O extends ServiceOutputTypes> = Command<I, O>['middlewareStack'];

/**
 * Shows each try of a request to its {@link Tries}, from the innermost place of the client's stack that still sees the
 * answer understood: whatever fails before it (credentials, signing) was not sent.
 */
export function observe<I extends ServiceInputTypes, O extends ServiceOutputTypes>(
  stack: Stack<I, O>,
  triesOf: (input: object) => Tries | undefined,
): void {
  stack.add(
    (next) => (args) => {
      triesOf(args.input)?.begin();
      return next(args);
    },
    { name: 'eventsourceBegin', step: 'initialize', priority: 'high', override: true },
  );
  stack.add(
    (next) => (args) => {
      const tries = triesOf(args.input);
      if (!tries) return next(args);
      tries.endpoint = endpointOf(args.request);
      return tries.observe(() => next(args));
    },
    { name: 'eventsourceTry', step: 'deserialize', priority: 'high', override: true },
  );
}

function endpointOf(request: unknown): string | undefined {
  if (typeof request !== 'object' || request === null) return undefined;
  if (!('protocol' in request && 'hostname' in request)) return undefined;
  const port = 'port' in request && request.port !== undefined ? `:${request.port}` : '';
  return `${request.protocol}//${request.hostname}${port}`;
}
