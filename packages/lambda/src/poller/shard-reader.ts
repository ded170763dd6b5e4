import type { ArrivedRecord } from '../intake/arrived-record.js';
import type { Intake } from '../intake/intake.js';
import type { StreamReporter } from '../intake/stream-report.js';
import type { HeldLease } from './held-lease.js';
import { backoff, pause } from './pause.js';
import type { Shard, TableStream } from './table-stream.js';

/** What a reader works with. */
export interface ReaderSurroundings {
  readonly stream: TableStream;
  readonly intake: Intake;
  readonly report: StreamReporter;
  /** Milliseconds to wait where nothing has come. */
  readonly interval: number;
}

/** Reads one shard from where its lease says, and brings what it holds to the consumers. */
export class ShardReader {
  #failures = 0;

  constructor(
    private readonly shard: Shard,
    private readonly lease: HeldLease,
    private readonly surroundings: ReaderSurroundings,
    private readonly signal: AbortSignal,
  ) {}

  /** @returns true at the shard's end, false when the signal was aborted. */
  async read(): Promise<boolean> {
    let iterator: string | undefined;
    while (!this.signal.aborted) {
      try {
        iterator ??= await this.#iterator();
        if (iterator === undefined) return true;
        const { records, next } = await this.surroundings.stream.page(this.shard, iterator, this.signal);
        this.#failures = 0;
        if (!(await this.#takeAll(records))) return false;
        if (next === undefined) return true;
        iterator = next;
        if (records.length === 0) await pause(this.surroundings.interval, this.signal);
      } catch (error) {
        // An iterator lives for 15 minutes; whatever it is, a new one begins where this one has come to.
        iterator = undefined;
        await this.#recover(error);
      }
    }
    return false;
  }

  #iterator(): Promise<string | undefined> {
    return this.surroundings.stream.iterator(this.shard, this.lease.sequenceNumber, this.signal);
  }

  /** What has to come again is kept, and tried again. @returns false when the signal was aborted first. */
  async #takeAll(records: readonly ArrivedRecord[]): Promise<boolean> {
    let left = records;
    for (let failures = 0; left.length > 0; failures++) {
      if (this.signal.aborted) return false;
      const done = (await this.surroundings.intake.take(left, { signal: this.signal })) ?? left.length;
      this.lease.sequenceNumber = left[done - 1]?.sequenceNumber ?? this.lease.sequenceNumber;
      left = left.slice(done);
      if (done > 0) failures = 0;
      if (left.length > 0) await pause(backoff(failures), this.signal);
    }
    return true;
  }

  async #recover(error: unknown): Promise<void> {
    if (this.signal.aborted) return;
    const { report } = this.surroundings;
    const shard = this.shard.name;
    const { sequenceNumber } = this.lease;
    if (nameOf(error) === 'ExpiredIteratorException') return;
    if (nameOf(error) === 'TrimmedDataAccessException' && sequenceNumber !== undefined) {
      report({ kind: 'records-trimmed', shard, sequenceNumber });
      this.lease.sequenceNumber = undefined;
      return;
    }
    report({ kind: 'poll-failed', shard, error });
    await pause(backoff(this.#failures++), this.signal);
  }
}

const nameOf = (error: unknown): unknown => (error instanceof Error ? error.name : undefined);
