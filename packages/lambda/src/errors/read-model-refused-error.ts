import { EventSourceError } from '@eventsource/core';

/**
 * DynamoDB refuses what a projection writes to its read model. Neither that nor the position was changed; correct the handler,
 * then redrive the stream.
 */
export class ReadModelRefusedError extends EventSourceError {
  override readonly name = 'ReadModelRefusedError';

  /** @param version the first version that the writes are for. @param tables the tables that they are for. */
  constructor(
    readonly consumer: string,
    readonly stream: string,
    readonly version: number,
    readonly tables: readonly string[],
    problem: string,
    options?: ErrorOptions,
  ) {
    super(
      `DynamoDB refused the writes of projection "${consumer}" for stream "${stream}" from version ${version} on (${tables.join(', ')}): ${problem}`,
      options,
    );
  }
}
