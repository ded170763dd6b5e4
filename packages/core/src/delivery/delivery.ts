import { LRUCache } from 'lru-cache';
import { byStream } from './by-stream.js';
import type { ConsumeFailure, ConsumeOptions, Consumer } from './consumer.js';
import type { DeliveredCommit } from './delivered-commit.js';
import { type DeliveryOptions, type DeliverySettings, deliverySettings } from './delivery-options.js';
import { GivingUp, type Undelivered } from './giving-up.js';
import { Redrive } from './redrive.js';
import { Round } from './round.js';
import { type LoadsStreams, StreamCursor } from './stream-cursor.js';

/**
 * Brings the commits of a store to one consumer: each stream in order and without a gap, whatever arrives. What arrives says
 * that a stream has moved; what the consumer has taken is dropped, and what is missing is loaded.
 *
 * After a failure in a stream the others go on. A stream that has failed too often is stopped for the consumer, and a dead
 * letter tells of it; from then on it is passed over, until it is resumed.
 *
 * @example
 * const failures = await new Delivery(store, consumer).deliver(commits);
 */
export class Delivery {
  readonly #settings: DeliverySettings;
  readonly #remembered: LRUCache<string, number>;
  readonly #givingUp: GivingUp;

  constructor(
    private readonly store: LoadsStreams,
    readonly consumer: Consumer,
    options: DeliveryOptions = {},
  ) {
    this.#settings = deliverySettings(options);
    this.#remembered = new LRUCache({ max: this.#settings.remembered });
    this.#givingUp = new GivingUp(consumer, this.#settings.tries, this.#settings.deadLetters);
  }

  /**
   * Delivers what has arrived: in any order, repeated, with gaps, cut anywhere.
   *
   * @returns a failure for each stream that was not delivered up to what has arrived, with the version from which on it was
   * not. A stream that was given up is delivered: its letter is sent.
   */
  async deliver(commits: readonly DeliveredCommit[], options: ConsumeOptions = {}): Promise<readonly ConsumeFailure[]> {
    const streams = [...byStream(commits)];
    const cursors = streams.map(([stream, arrived]) => new StreamCursor(stream, arrived, false, this.store));
    return notGivenUp(await this.#follow(cursors, options));
  }

  /** Delivers all that is stored after the consumer's positions. @returns likewise. */
  async catchUp(streams: readonly string[], options: ConsumeOptions = {}): Promise<readonly ConsumeFailure[]> {
    return notGivenUp(await this.#toTheEnd(streams, options));
  }

  /**
   * Resumes streams that were given up, and delivers all that is stored of them. One that fails again is stopped again, where
   * it is then. Each stays on the list of those that are stopped until it was taken to its end, whatever happens in between.
   *
   * @returns a failure for each stream that was not taken to its end, whether another letter was sent or not.
   */
  async redrive(streams: readonly string[], options: ConsumeOptions = {}): Promise<readonly ConsumeFailure[]> {
    return new Redrive(this.consumer, (resumed) => this.#toTheEnd(resumed, options), options).run(streams);
  }

  #toTheEnd(streams: readonly string[], options: ConsumeOptions): Promise<readonly Undelivered[]> {
    const cursors = [...new Set(streams)].map((stream) => new StreamCursor(stream, [], true, this.store));
    return this.#follow(cursors, options);
  }

  /** A round for so many streams at a time; who is not at the end goes to the end of the line. */
  async #follow(cursors: readonly StreamCursor[], options: ConsumeOptions): Promise<readonly Undelivered[]> {
    const undelivered: Undelivered[] = [];
    const line = [...cursors];
    const { streams, commits, taking } = this.#settings;
    while (line.length > 0) {
      const round = new Round(this.consumer, this.#remembered, { ...options, ...taking });
      line.push(...(await round.run(line.splice(0, streams), commits)));
      undelivered.push(...(await Promise.all(round.failed.map((failed) => this.#givingUp.count(failed, options)))));
    }
    return undelivered;
  }
}

/** A stream that was given up is delivered: its letter is sent. */
const notGivenUp = (undelivered: readonly Undelivered[]): readonly ConsumeFailure[] =>
  undelivered.filter(({ givenUp }) => !givenUp).map(({ failure }) => failure);
