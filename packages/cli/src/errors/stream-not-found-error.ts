import { EventSourceError } from '@eventsource/core';

/** The table holds nothing of that stream, or nothing from that version on. */
export class StreamNotFoundError extends EventSourceError {
  override readonly name = 'StreamNotFoundError';

  /** @param stream its key. @param from the first version that was asked for, if there was one. */
  constructor(
    readonly stream: string,
    readonly table: string,
    readonly from?: number | undefined,
  ) {
    const part = from === undefined ? '' : ` from version ${from} on`;
    super(`Table "${table}" holds nothing of stream "${stream}"${part}: "eventsource streams list" shows the keys.`);
  }
}
