import { BulkDelivery, type ConsumeFailure, type DeliveredCommit } from '@eventsource/core';
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
  /** Streams that have not been passed by the mark: it must count nothing that will come again. */
  #failed: readonly string[] = [];
  #stopped: readonly string[] = [];

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
      const { taken, failed, stopped } = await bulk.deliver(needed);
      this.#mark = { ...this.#mark, taken: this.#mark.taken + taken };
      this.#failed = [...this.#failed, ...failed];
      this.#stopped = [...this.#stopped, ...stopped];
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
    const { consumers, store = new NoStore(), delivery, onFailure, onWait, signal, pause } = this.options;
    // Files do not change.
    const isFinal = ({ error }: ConsumeFailure) => error instanceof MissingEventsError;
    return new BulkDelivery(store, consumers, { delivery, isFinal, onFailure, onWait, signal, pause });
  }

  /** The stream that was being delivered is at its end when another one comes. */
  #count({ stream, events }: { readonly stream: string; readonly events: number }): void {
    if (this.#current?.stream !== stream) this.#settle();
    this.#current = { stream, events: (this.#current?.events ?? 0) + events };
  }

  #settle(): void {
    if (!this.#current) return;
    const { stream, events } = this.#current;
    const [failed, failedBehind] = passedBy(stream, this.#failed);
    const [stopped, stoppedBehind] = passedBy(stream, this.#stopped);
    this.#mark = {
      ...this.#mark,
      after: stream,
      streams: this.#mark.streams + 1,
      events: this.#mark.events + events,
      failures: this.#mark.failures + failed.length,
      stopped: this.#mark.stopped + stopped.length,
    };
    [this.#failed, this.#stopped] = [failedBehind, stoppedBehind];
    this.#current = undefined;
  }

  get #totals(): ReplayTotals {
    const { after: _, ...counts } = this.#mark;
    const current = this.#current;
    return {
      ...this.#read,
      ...counts,
      streams: counts.streams + (current ? 1 : 0),
      events: counts.events + (current?.events ?? 0),
      failures: counts.failures + this.#failed.length,
      stopped: counts.stopped + this.#stopped.length,
    };
  }

  #report(phase: ReplayProgress['phase']): void {
    this.options.onProgress?.({
      phase,
      totals: this.#totals,
      expected: { bytes: this.#expectedBytes, lines: phase === 'reading' ? undefined : this.#left },
      delivered: this.#delivered,
      checkpoint: this.#mark.after === undefined ? undefined : checkpointOf(this.names, this.#mark),
    });
  }
}

/** Those that the mark passes with this stream, and those behind it. */
const passedBy = (stream: string, all: readonly string[]): [readonly string[], readonly string[]] => [
  all.filter((one) => one <= stream),
  all.filter((one) => one > stream),
];
