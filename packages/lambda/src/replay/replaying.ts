import { BulkDelivery, type DeliveredCommit, Delivery } from '@eventsource/core';
import { MissingEventsError } from './errors/missing-events-error.js';
import { NoStore } from './no-store.js';
import { checkpointOf, markIn, NOTHING_REPLAYED, type ReplayMark, type ReplayNames } from './replay-mark.js';
import type { ReplayOptions, ReplayProgress } from './replay-options.js';
import type { ReplayTotals } from './replay-totals.js';
import { Once } from './sorting/once.js';
import type { Sorter } from './sorting/sorter.js';
import type { ReplayFile } from './source/replay-source.js';

/** In lines, between two reports while files are read. */
const EVERY = 5000;

/** Reads files to a sorter, and delivers what comes out of it. */
export class Replaying {
  readonly #expectedBytes: number;
  #mark: ReplayMark;
  /** The stream that is being delivered, and how many of its events were. */
  #current: { readonly stream: string; readonly events: number } | undefined;
  #read = { files: 0, bytes: 0, lines: 0 };
  #left = 0;
  #delivered = 0;
  /** Streams that have failed, and have not been passed by the mark: it must count no failure that will come again. */
  #failed: string[] = [];

  constructor(
    private readonly files: readonly ReplayFile[],
    private readonly names: ReplayNames,
    private readonly sorter: Sorter,
    private readonly options: ReplayOptions,
  ) {
    const { checkpoint } = options;
    this.#mark = checkpoint === undefined ? NOTHING_REPLAYED : markIn(checkpoint, names);
    this.#expectedBytes = files.reduce((sum, { size }) => sum + size, 0);
  }

  async run(): Promise<ReplayTotals> {
    for (const file of this.files) await this.#readFile(file);
    const bulk = this.#bulkDelivery();
    const once = new Once();
    for await (const batch of this.sorter.sorted()) {
      const needed: DeliveredCommit[] = [];
      const counted = batch.map((commit) => {
        const events = once.next(commit);
        if (events > 0) needed.push(commit);
        return { stream: commit.stream, events };
      });
      await bulk.deliver(needed);
      for (const one of counted) this.#count(one);
      this.#delivered += batch.length;
      this.#report('delivering');
    }
    this.#settle();
    this.#report('delivering');
    return this.#totals;
  }

  async #readFile(file: ReplayFile): Promise<void> {
    const { signal } = this.options;
    const { after } = this.#mark;
    const onBytes = (bytes: number) => {
      this.#read.bytes += bytes;
    };
    for await (const commit of file.commits({ onBytes, ...(signal && { signal }) })) {
      signal?.throwIfAborted();
      this.#read.lines++;
      if (this.#read.lines % EVERY === 0) this.#report('reading');
      if (after !== undefined && commit.stream <= after) continue;
      this.#left++;
      await this.sorter.add(commit);
    }
    this.#read.files++;
    this.#report('reading');
  }

  #bulkDelivery(): BulkDelivery {
    const { consumers, store = new NoStore(), delivery, onFailure, signal } = this.options;
    const deliveries = consumers.map((consumer) => new Delivery(store, consumer, delivery));
    return new BulkDelivery(deliveries, {
      signal,
      // Files do not change.
      isFinal: ({ error }) => error instanceof MissingEventsError,
      ...(onFailure && {
        onFailure: (failure) => {
          this.#failed.push(failure.stream);
          onFailure(failure);
        },
      }),
    });
  }

  /** The stream that was being delivered is at its end when another one comes. */
  #count({ stream, events }: { readonly stream: string; readonly events: number }): void {
    if (this.#current?.stream !== stream) this.#settle();
    this.#current = { stream, events: (this.#current?.events ?? 0) + events };
  }

  #settle(): void {
    if (!this.#current) return;
    const { stream, events } = this.#current;
    const passed = this.#failed.filter((failed) => failed <= stream);
    this.#failed = this.#failed.filter((failed) => failed > stream);
    this.#mark = {
      after: stream,
      streams: this.#mark.streams + 1,
      events: this.#mark.events + events,
      failures: this.#mark.failures + passed.length,
    };
    this.#current = undefined;
  }

  get #totals(): ReplayTotals {
    const { streams, events, failures } = this.#mark;
    const current = this.#current;
    return {
      ...this.#read,
      streams: streams + (current ? 1 : 0),
      events: events + (current?.events ?? 0),
      failures: failures + this.#failed.length,
    };
  }

  #report(phase: ReplayProgress['phase']): void {
    this.options.onProgress?.({
      phase,
      totals: this.#totals,
      expected: { bytes: this.#expectedBytes, lines: phase === 'reading' ? undefined : this.#left },
      delivered: this.#delivered,
      checkpoint: checkpointOf(this.names, this.#mark),
    });
  }
}
