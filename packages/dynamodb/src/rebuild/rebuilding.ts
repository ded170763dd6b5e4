import type { BulkDelivery, DeliveredCommit } from '@eventsource/core';
import type { ReadItem } from '../reading/read-item.js';
import type { TableReader } from '../reading/table-reader.js';
import type { RebuildMark, SegmentMark } from './rebuild-mark.js';
import { NOTHING_REBUILT, plusRebuilt, type RebuildTotals } from './rebuild-totals.js';

export interface RebuildingOptions {
  readonly segments: readonly SegmentMark[];
  readonly totals: RebuildTotals | undefined;
  /** One for each segment. */
  readonly bulkOf: () => BulkDelivery;
  /** Likewise. */
  readonly readerOf: () => TableReader;
  /** Ends the other segments when one fails. */
  readonly controller: AbortController;
  readonly onPage: (rebuilding: Rebuilding) => void;
}

/** Reads segments side by side. Each page is delivered before the next is read, so that a mark never passes over one. */
export class Rebuilding {
  readonly #options: RebuildingOptions;
  readonly #segments: SegmentMark[];
  #totals: RebuildTotals;

  constructor(options: RebuildingOptions) {
    this.#options = options;
    this.#segments = [...options.segments];
    this.#totals = options.totals ?? NOTHING_REBUILT;
  }

  get mark(): RebuildMark {
    return { segments: this.#segments, totals: this.#totals };
  }

  count(more: Partial<RebuildTotals>): void {
    this.#totals = plusRebuilt(this.#totals, more);
  }

  async run(): Promise<RebuildTotals> {
    const { controller } = this.#options;
    const failures: unknown[] = [];
    const fail = (error: unknown) => {
      failures.push(error);
      controller.abort(error);
    };
    await Promise.all(this.#segments.map((mark, index) => this.#read(mark, index).catch(fail)));
    if (failures.length > 0) throw failures[0];
    return this.#totals;
  }

  async #read({ after, done }: SegmentMark, index: number): Promise<void> {
    const { bulkOf, readerOf, onPage } = this.#options;
    if (done) return;
    const bulk = bulkOf();
    let key = after?.key;
    for await (const page of readerOf().scan(after, { index, of: this.#segments.length })) {
      const delivered = await this.#deliver(bulk, page);
      const last = page.at(-1);
      if (last) this.#segments[index] = { after: { key: last.key, partition: last.partition }, done: false };
      this.count({ ...countsOf(page, key), ...delivered });
      key = last?.key ?? key;
      onPage(this);
    }
    this.#segments[index] = { done: true };
    onPage(this);
  }

  async #deliver(bulk: BulkDelivery, page: readonly ReadItem[]): Promise<Partial<RebuildTotals>> {
    const refused = page.flatMap(({ key, fault }) =>
      fault ? [{ stream: key, version: fault.version, error: fault }] : [],
    );
    const { taken, failed, stopped } = await bulk.deliver(page.flatMap(commitIn), refused);
    return { taken, failures: failed.length, stopped: stopped.length };
  }
}

const commitIn = ({ key, decoded }: ReadItem): DeliveredCommit[] => (decoded ? [{ ...decoded.part, stream: key }] : []);

function countsOf(page: readonly ReadItem[], before: string | undefined): Partial<RebuildTotals> {
  const keys = new Set(page.map(({ key }) => key));
  return {
    streams: keys.size - (before !== undefined && keys.has(before) ? 1 : 0),
    items: page.length,
    events: page.reduce((sum, { versions }) => sum + versions.length, 0),
    bytes: page.reduce((sum, { size }) => sum + size, 0),
  };
}
