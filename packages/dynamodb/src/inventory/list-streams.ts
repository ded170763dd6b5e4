import type { ScanOptions, ScanProgress } from './scan-options.js';
import { StreamScan } from './stream-scan.js';
import type { StreamSummary } from './stream-summary.js';

export type ListStreamsOptions = ScanOptions & {
  /** Only streams whose key begins with this. The whole table is still read. */
  readonly prefix?: string | undefined;
};

/** A reading of a table for its streams; {@link listStreams} begins it. Iterate it, once. */
export class StreamListing implements AsyncIterable<StreamSummary> {
  readonly #scan: StreamScan;
  readonly #streams: AsyncGenerator<StreamSummary, void, undefined>;

  /** @internal */
  constructor({ prefix = '', ...options }: ListStreamsOptions) {
    this.#scan = new StreamScan(options);
    this.#streams = beginning(prefix, this.#scan.streams());
  }

  /** What was read so far, streams that were left out included. */
  get progress(): ScanProgress {
    return this.#scan.progress;
  }

  [Symbol.asyncIterator](): AsyncIterator<StreamSummary, void, undefined> {
    return this.#streams;
  }
}

/**
 * The streams of a table, in no particular order, from one Scan: half a read unit per 4 KB of the table, which
 * {@link estimateScan} tells beforehand. It reads no faster than you iterate, holds one page of 1 MB at a time, and
 * stops where you do. What was stored within the last second may be missing.
 *
 * Iterating throws what reading a table may throw, {@link ThrottledError} and {@link StoreUnavailableError} among it, and
 * the signal's reason.
 *
 * @throws {RangeError} when an option is out of range.
 * @example
 * for await (const { key, version } of listStreams({ table: 'orders', prefix: 'order:' })) console.log(key, version);
 */
export const listStreams = (options: ListStreamsOptions): StreamListing => new StreamListing(options);

async function* beginning(prefix: string, streams: AsyncIterable<StreamSummary>) {
  for await (const stream of streams) if (stream.key.startsWith(prefix)) yield stream;
}
