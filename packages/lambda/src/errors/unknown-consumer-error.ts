import { EventSourceError } from '@eventsource/core';

/** There is no consumer of this name. Nothing was redriven: use a known name, for a projection with its version. */
export class UnknownConsumerError extends EventSourceError {
  override readonly name = 'UnknownConsumerError';

  constructor(
    readonly consumer: string,
    readonly known: readonly string[],
  ) {
    super(`There is no consumer "${consumer}", only ${known.map((name) => `"${name}"`).join(', ')}.`);
  }
}
