import { setTimeout as sleep } from 'node:timers/promises';
import { DeliveryFailedError } from '../errors/delivery-errors.js';
import type { ConsumeFailure } from './consumer.js';
import type { DeliveredCommit } from './delivered-commit.js';
import type { Delivery } from './delivery.js';

/** As often as a commit is tried before its dead letter, by default. */
const TRIES = 5;
/** What passes is waited for, over two minutes: hours of work should not end in a bad one. */
const TRANSIENT_TRIES = 9;
/** In milliseconds, doubled each time. */
const PAUSE = 50;
const TRANSIENT_PAUSE = 1000;
const LONGEST_PAUSE = 30_000;

export interface BulkDeliveryOptions {
  /** Called for each stream that a consumer cannot take; all else goes on. Without it, the first one ends the delivery. */
  readonly onFailure?: ((failure: DeliveryFailedError) => void) | undefined;
  /** Tells of failures that no other try will mend. Default: none. */
  readonly isFinal?: ((failure: ConsumeFailure) => boolean) | undefined;
  /** Ends waiting and sending. */
  readonly signal?: AbortSignal | undefined;
  /** Waits so many milliseconds. Default: real time. */
  readonly pause?: ((milliseconds: number, signal?: AbortSignal) => Promise<void>) | undefined;
}

/**
 * Brings a large number of commits to one or several consumers, batch by batch: what rebuilds and replays are made of. What
 * fails is tried again, up to 5 times; a database that is away or throttling is waited for, about two minutes.
 *
 * The commits of one stream come in batches that follow each other: a stream that has failed is passed over as long as it
 * goes on.
 *
 * @example
 * const bulk = new BulkDelivery([new Delivery(store, consumer)]);
 * for await (const commits of batches) await bulk.deliver(commits);
 */
export class BulkDelivery {
  readonly #lanes: readonly Lane[];

  constructor(deliveries: readonly Delivery[], options: BulkDeliveryOptions = {}) {
    this.#lanes = deliveries.map((delivery) => new Lane(delivery, options));
  }

  /**
   * Resolves when every consumer has taken the commits, or `onFailure` was told of their streams.
   *
   * @throws {DeliveryFailedError} without `onFailure`.
   * @throws the signal's reason.
   */
  async deliver(commits: readonly DeliveredCommit[]): Promise<void> {
    await this.#all((lane) => lane.deliver(commits));
  }

  /** What came of this stream cannot be understood from this version on: it is a failure for every consumer. @throws likewise. */
  async refuse(stream: string, version: number, error: unknown): Promise<void> {
    await this.#all(async (lane) => lane.fail({ stream, version, error }));
  }

  /** One that fails does not leave the others behind unwatched. */
  async #all(work: (lane: Lane) => Promise<void>): Promise<void> {
    const ended = await Promise.allSettled(this.#lanes.map(work));
    for (const end of ended) if (end.status === 'rejected') throw end.reason;
  }
}

/** The way to one consumer. */
class Lane {
  /** Streams that have failed, of those that may go on. */
  readonly #failed = new Set<string>();

  constructor(
    private readonly delivery: Delivery,
    private readonly options: BulkDeliveryOptions,
  ) {}

  async deliver(commits: readonly DeliveredCommit[]): Promise<void> {
    this.#forgetAllBut(new Set(commits.map(({ stream }) => stream)));
    let left = commits.filter(({ stream }) => !this.#failed.has(stream));
    for (let tries = 1; left.length > 0; tries++) {
      const again = await this.#try(left, tries);
      left = left.filter(({ stream }) => again.has(stream));
    }
  }

  /** Tells of a stream once. */
  fail({ stream, version, error }: ConsumeFailure): void {
    if (this.#failed.has(stream)) return;
    this.#failed.add(stream);
    const failure = new DeliveryFailedError(this.delivery.consumer.name, stream, version, { cause: error });
    if (!this.options.onFailure) throw failure;
    this.options.onFailure(failure);
  }

  #forgetAllBut(streams: ReadonlySet<string>): void {
    for (const stream of this.#failed) if (!streams.has(stream)) this.#failed.delete(stream);
  }

  /** @returns the streams that are to be tried again, after a pause. */
  async #try(commits: readonly DeliveredCommit[], tries: number): Promise<ReadonlySet<string>> {
    const { signal } = this.options;
    signal?.throwIfAborted();
    const failures = await this.delivery.deliver(commits, signal && { signal });
    signal?.throwIfAborted();
    const [last, others] = parted(failures, (failure) => this.#isLast(failure, tries));
    for (const failure of last) this.fail(failure);
    if (others.length > 0) await this.#pause(others, tries);
    return new Set(others.map(({ stream }) => stream));
  }

  #isLast(failure: ConsumeFailure, tries: number): boolean {
    return tries >= (failure.transient ? TRANSIENT_TRIES : TRIES) || this.options.isFinal?.(failure) === true;
  }

  async #pause(failures: readonly ConsumeFailure[], tries: number): Promise<void> {
    const { signal, pause = inTime } = this.options;
    const first = failures.some(({ transient }) => transient) ? TRANSIENT_PAUSE : PAUSE;
    // What it rejects with is its own; the caller is told the signal's reason.
    await pause(Math.min(first * 2 ** (tries - 1), LONGEST_PAUSE), signal).catch((error) => {
      signal?.throwIfAborted();
      throw error;
    });
  }
}

const inTime = (milliseconds: number, signal?: AbortSignal): Promise<void> =>
  sleep(milliseconds, undefined, signal && { signal });

function parted<T>(all: readonly T[], isFirst: (one: T) => boolean): [T[], T[]] {
  return [all.filter(isFirst), all.filter((one) => !isFirst(one))];
}
