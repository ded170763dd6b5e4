import type { Engines } from '../execution/engines.js';
import type { History, LoadOptions } from '../store/store.js';
import type { StreamAddress } from '../store/stream-name.js';
import type { LoadsStreams } from './stream-cursor.js';

/** The streams of an application, in one store or in that of their tenant. */
export class StoredStreams implements LoadsStreams {
  constructor(
    private readonly engines: Engines,
    private readonly addressOf: (stream: string) => StreamAddress | undefined,
  ) {}

  /** @throws {TenantRequiredError} when each tenant has a store, and the name of the stream names none. */
  async load(stream: string, options?: LoadOptions): Promise<History> {
    return this.engines.of(this.addressOf(stream)?.tenant).store.load(stream, options);
  }
}
