import { Pace } from '../reading/pace.js';
import { PacedRequests } from '../reading/paced-requests.js';
import type { ReadItem } from '../reading/read-item.js';
import { checkSegment } from '../reading/segment.js';
import { TableReader } from '../reading/table-reader.js';
import { systemTimer } from '../reading/timer.js';
import { Requests } from '../request/requests.js';
import type { ScanOptions, ScanProgress } from './scan-options.js';
import type { StreamSummary } from './stream-summary.js';
import { StreamTally } from './stream-tally.js';

const UNITS_PER_SECOND = 1000;

/** Told of each item, before its stream is done with. */
export type OnItem = (item: ReadItem) => void;

/**
 * Reads a table once and sums up its streams, holding one page at a time. It reads at half the price of a consistent
 * reading: what was stored within the last second may be missing.
 */
export class StreamScan {
  readonly #options: ScanOptions;
  readonly #unitsPerSecond: number;
  #progress: ScanProgress = { streams: 0, items: 0, bytes: 0, units: 0 };

  /** @throws {RangeError} when an option is out of range. */
  constructor(options: ScanOptions) {
    const { readUnitsPerSecond = UNITS_PER_SECOND, segment } = options;
    if (!(readUnitsPerSecond > 0)) {
      throw new RangeError(
        `The option "readUnitsPerSecond" of a scan is ${readUnitsPerSecond}: it must be more than 0.`,
      );
    }
    if (segment) checkSegment(segment);
    this.#options = options;
    this.#unitsPerSecond = readUnitsPerSecond;
  }

  get progress(): ScanProgress {
    return this.#progress;
  }

  /** The streams, each once its last item was read. A Scan gives the items of a stream together, ascending. */
  async *streams(onItem: OnItem = () => {}): AsyncGenerator<StreamSummary, void, undefined> {
    let tally: StreamTally | undefined;
    for await (const item of this.#items()) {
      if (tally && tally.key !== item.key) yield this.#done(tally);
      if (tally?.key !== item.key) tally = new StreamTally(item.key);
      tally.add(item);
      onItem(item);
    }
    if (tally) yield this.#done(tally);
  }

  async *#items(): AsyncGenerator<ReadItem, void, undefined> {
    const { table, requestTimeout, segment, signal, onProgress, ...connection } = this.#options;
    const requests = new Requests(connection, table, requestTimeout);
    try {
      for await (const page of this.#reader(requests).scan(undefined, segment)) {
        const bytes = page.reduce((sum, { size }) => sum + size, 0);
        this.#count({ items: page.length, bytes });
        onProgress?.(this.#progress);
        for (const item of page) {
          signal?.throwIfAborted();
          yield item;
        }
      }
    } finally {
      requests.close();
    }
  }

  #reader(requests: Requests): TableReader {
    const { signal, timer = systemTimer } = this.#options;
    const pace = new Pace(this.#unitsPerSecond, timer);
    const paced = new PacedRequests(requests, { pace, signal, onUnits: (units) => this.#count({ units }) });
    return new TableReader(paced, this.#unitsPerSecond, { consistent: false });
  }

  #done({ summary }: StreamTally): StreamSummary {
    this.#count({ streams: 1 });
    return summary;
  }

  #count({ streams = 0, items = 0, bytes = 0, units = 0 }: Partial<ScanProgress>): void {
    const before = this.#progress;
    this.#progress = {
      streams: before.streams + streams,
      items: before.items + items,
      bytes: before.bytes + bytes,
      units: before.units + units,
    };
  }
}
