import { setTimeout as sleep } from 'node:timers/promises';
import { ConsumerUnavailableError } from '../errors/consumer-unavailable-error.js';
import { DeliveryFailedError } from '../errors/delivery-errors.js';
import { Attempts } from './attempts.js';
import type { BulkDeliveryOptions } from './bulk-delivery-options.js';
import { byStream } from './by-stream.js';
import type { ConsumeFailure, Consumer } from './consumer.js';
import type { Delivered } from './delivered.js';
import type { DeliveredCommit } from './delivered-commit.js';
import { Delivery } from './delivery.js';
import type { LoadsStreams } from './stream-cursor.js';
import { WatchedConsumer } from './watched-consumer.js';

/** The way to one consumer. */
export class BulkLane {
  readonly #consumer: WatchedConsumer;
  readonly #delivery: Delivery;
  readonly #options: BulkDeliveryOptions;
  /** Streams of which was told, of those that may go on: each is told once. */
  readonly #failed = new Set<string>();
  readonly #stopped = new Set<string>();
  /** How many streams in a row have failed. */
  #inVain = 0;

  constructor(store: LoadsStreams, consumer: Consumer, options: BulkDeliveryOptions) {
    this.#consumer = new WatchedConsumer(consumer, (stream) => this.#stopped.add(stream));
    this.#delivery = new Delivery(store, this.#consumer, options.delivery);
    this.#options = options;
  }

  async deliver(commits: readonly DeliveredCommit[], refused: readonly ConsumeFailure[]): Promise<Delivered> {
    const streams = new Set([...commits, ...refused].map(({ stream }) => stream));
    for (const told of [this.#failed, this.#stopped]) keepOnly(told, streams);
    const before = { taken: this.#consumer.taken, failed: [...this.#failed], stopped: [...this.#stopped] };
    await this.#bring(commits.filter(({ stream }) => !this.#failed.has(stream)));
    for (const failure of refused) this.#fail(failure);
    return {
      taken: this.#consumer.taken - before.taken,
      failed: [...this.#failed].slice(before.failed.length),
      stopped: [...this.#stopped].slice(before.stopped.length),
    };
  }

  async #bring(commits: readonly DeliveredCommit[]): Promise<void> {
    const attempts = new Attempts(this.#inVain, this.#options.isFinal ?? (() => false));
    const left = new Map(byStream(commits));
    while (left.size > 0) {
      const streams = attempts.chosen([...left.keys()]);
      const failures = await this.#try(streams.flatMap((stream) => left.get(stream) ?? []));
      const { failed = [], end, waitFor, pause = 0 } = attempts.judge(failures, streams.length, left.size);
      const again = new Set(failures.filter((failure) => !failed.includes(failure)).map(({ stream }) => stream));
      for (const stream of streams) if (!again.has(stream)) left.delete(stream);
      for (const failure of failed) this.#fail(failure);
      if (end) throw this.#unavailable(end.failure, end.problem);
      if (left.size > 0 && pause > 0) await this.#pause(pause, waitFor);
    }
    this.#inVain = attempts.inVain;
  }

  async #try(commits: readonly DeliveredCommit[]): Promise<readonly ConsumeFailure[]> {
    const { signal } = this.#options;
    signal?.throwIfAborted();
    const failures = await this.#delivery.deliver(commits, signal && { signal });
    signal?.throwIfAborted();
    return failures;
  }

  /** Tells of a stream once. */
  #fail({ stream, version, error }: ConsumeFailure): void {
    if (this.#failed.has(stream)) return;
    this.#failed.add(stream);
    const failure = new DeliveryFailedError(this.#consumer.name, stream, version, { cause: error });
    if (!this.#options.onFailure) throw failure;
    this.#options.onFailure(failure);
  }

  #unavailable({ stream, error }: ConsumeFailure, problem: string): ConsumerUnavailableError {
    return new ConsumerUnavailableError(this.#consumer.name, stream, problem, { cause: error });
  }

  async #pause(milliseconds: number, waitFor: ConsumeFailure | undefined): Promise<void> {
    const { signal, pause = inTime, onWait } = this.#options;
    if (waitFor)
      onWait?.({ consumer: this.#consumer.name, stream: waitFor.stream, error: waitFor.error, milliseconds });
    // What it rejects with is its own; the caller is told the signal's reason.
    await pause(milliseconds, signal).catch((error) => {
      signal?.throwIfAborted();
      throw error;
    });
  }
}

const inTime = (milliseconds: number, signal?: AbortSignal): Promise<void> =>
  sleep(milliseconds, undefined, signal && { signal });

function keepOnly(told: Set<string>, streams: ReadonlySet<string>): void {
  for (const stream of told) if (!streams.has(stream)) told.delete(stream);
}
