import { StreamScan } from '../inventory/stream-scan.js';
import type { StreamSummary } from '../inventory/stream-summary.js';
import { MAX_ITEM_SIZE } from '../item/item-size.js';
import type { ReadItem } from '../reading/read-item.js';
import { ColdLoads } from './cold-loads.js';
import { Largest } from './largest.js';
import type { TableStatsOptions } from './stats-options.js';
import type { LargeItem, TableStats } from './table-stats.js';

const MOST_NAMED = 1000;

/** Counts what one Scan shows, in memory that does not grow with the table. */
export class TableCensus {
  readonly #scan: StreamScan;
  readonly #share: number;
  readonly #largest: Largest<StreamSummary>;
  readonly #largeItems: Largest<LargeItem>;
  readonly #coldLoads = new ColdLoads();
  #nearLimit = 0;
  #counted = { streams: 0, events: 0, items: 0, bytes: 0, snapshots: 0, malformed: 0 };

  /** @throws {RangeError} when an option is out of range. */
  constructor({ top = 10, nearLimit = 0.8, ...options }: TableStatsOptions) {
    const isTop = Number.isInteger(top) && top >= 0 && top <= MOST_NAMED;
    if (!isTop)
      throw new RangeError(
        `The option "top" of the statistics is ${top}: it must be a whole number from 0 to ${MOST_NAMED}.`,
      );
    if (!(nearLimit > 0 && nearLimit <= 1))
      throw new RangeError(
        `The option "nearLimit" of the statistics is ${nearLimit}: it must be more than 0 and at most 1.`,
      );
    this.#scan = new StreamScan(options);
    this.#share = nearLimit;
    this.#largest = new Largest(top, ({ bytes }) => bytes);
    this.#largeItems = new Largest(top, ({ size }) => size);
  }

  async take(): Promise<TableStats> {
    for await (const stream of this.#scan.streams((item) => this.#look(item))) this.#count(stream);
    return {
      ...this.#counted,
      largest: this.#largest.all,
      nearLimit: { share: this.#share, items: this.#nearLimit, largest: this.#largeItems.all },
      coldLoads: this.#counted.streams > 0 ? this.#coldLoads.deciles : [],
      units: this.#scan.progress.units,
    };
  }

  #look({ key, partition, size }: ReadItem): void {
    if (size < this.#share * MAX_ITEM_SIZE) return;
    this.#nearLimit++;
    this.#largeItems.add({ key, partition, size });
  }

  #count(stream: StreamSummary): void {
    const counted = this.#counted;
    counted.streams++;
    counted.events += stream.events;
    counted.items += stream.items;
    counted.bytes += stream.bytes;
    counted.snapshots += stream.snapshots;
    counted.malformed += stream.malformed;
    this.#largest.add(stream);
    this.#coldLoads.add(stream);
  }
}
