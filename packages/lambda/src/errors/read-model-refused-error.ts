import { EventSourceError } from '@eventsource/core';

/**
 * DynamoDB refuses what a projection writes to its read model. Neither that nor the position was changed; correct the handler,
 * then redrive the stream.
 */
export class ReadModelRefusedError extends EventSourceError {
  override readonly name = 'ReadModelRefusedError';

  /** @param version the first that the writes are of. @param tables those that are written to. */
  constructor(
    readonly consumer: string,
    readonly stream: string,
    readonly version: number,
    readonly tables: readonly string[],
    problem: string,
    options?: ErrorOptions,
  ) {
    super(
      `Projection "${consumer}" cannot write what it makes of stream "${stream}" from version ${version} on (${tables.join(', ')}): ${problem}`,
      options,
    );
  }
}
