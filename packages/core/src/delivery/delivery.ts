import { byStream } from './by-stream.js';
import type { ConsumeFailure, ConsumeOptions, Consumer } from './consumer.js';
import type { DeliveredCommit } from './delivered-commit.js';
import { type DeliveryOptions, type DeliverySettings, deliverySettings } from './delivery-options.js';
import { Failures } from './failures.js';
import { GivingUp, type Undelivered } from './giving-up.js';
import { Line } from './line.js';
import { Positions } from './positions.js';
import { Redrive } from './redrive.js';
import { Round } from './round.js';
import { withSharedSignal } from './shared-signal.js';
import { type LoadsStreams, StreamCursor } from './stream-cursor.js';

/**
 * Delivers the commits of a store to one consumer: each stream in order and without gaps, whatever arrives. A commit
 * that arrives says that its stream has moved: commits that the consumer has already taken are dropped, and missing
 * ones are loaded.
 *
 * When a stream fails, the others go on. A stream that has failed too often is stopped for the consumer and a dead
 * letter is sent; from then on it is skipped, until it is resumed.
 *
 * @example
 * const failures = await new Delivery(store, consumer).deliver(commits);
 */
export class Delivery {
  readonly #settings: DeliverySettings;
  readonly #positions: Positions;
  readonly #givingUp: GivingUp;
  readonly #atOnce: number;

  constructor(
    private readonly store: LoadsStreams,
    readonly consumer: Consumer,
    options: DeliveryOptions = {},
  ) {
    this.#settings = deliverySettings(options);
    this.#positions = new Positions(consumer, this.#settings.remembered);
    this.#givingUp = new GivingUp(consumer, this.#settings.tries, this.#settings.deadLetters);
    this.#atOnce = Math.min(streamsAtOnce(consumer), this.#settings.streams);
  }

  /**
   * Delivers commits that have arrived: in any order, repeated, with gaps, cut anywhere.
   *
   * @returns a failure for each stream that was not delivered up to the last of these commits, with the first version
   * that was not. A stream that was given up counts as delivered: its letter is sent.
   */
  async deliver(commits: readonly DeliveredCommit[], options: ConsumeOptions = {}): Promise<readonly ConsumeFailure[]> {
    return notGivenUp(await this.#follow(this.#upToWhatArrived(commits), options));
  }

  /**
   * Delivers all that is stored after the consumer's positions.
   * @returns a failure for each stream that was not delivered to its end, as {@link Delivery.deliver} does.
   */
  async catchUp(streams: readonly string[], options: ConsumeOptions = {}): Promise<readonly ConsumeFailure[]> {
    return notGivenUp(await this.#follow(this.#toTheEnd(streams), options));
  }

  /**
   * Resumes streams that were given up, and delivers everything stored in them. One that fails again is stopped again,
   * at the version it has reached. Each stays on the list of stopped streams until it was taken to its end, whatever
   * happens in between.
   *
   * @returns a failure for each stream that was not taken to its end, whether another letter was sent or not.
   */
  async redrive(streams: readonly string[], options: ConsumeOptions = {}): Promise<readonly ConsumeFailure[]> {
    const catchUp = (resumed: readonly string[]) => this.#follow(this.#toTheEnd(resumed), options);
    return new Redrive(this.consumer, catchUp, options).run(streams);
  }

  *#upToWhatArrived(commits: readonly DeliveredCommit[]): Generator<StreamCursor> {
    for (const [stream, arrived] of byStream(commits)) yield new StreamCursor(stream, arrived, false, this.store);
  }

  *#toTheEnd(streams: readonly string[]): Generator<StreamCursor> {
    for (const stream of new Set(streams)) yield new StreamCursor(stream, [], true, this.store);
  }

  /** So many work on streams side by side; each takes the next from the line when it is at the end of what it has. */
  async #follow(cursors: Iterable<StreamCursor>, caller: ConsumeOptions): Promise<readonly Undelivered[]> {
    const { streams, commits, taking } = this.#settings;
    return withSharedSignal(caller, async (options) => {
      const failures = new Failures(this.consumer, this.#positions, this.#givingUp, options);
      const line = new Line(cursors, this.#positions, failures, options);
      const round = new Round(this.consumer, commits, this.#positions, failures, { ...taking, ...options });
      const work = async () => {
        for (let some = await line.take(this.#atOnce); some.length > 0; ) {
          const left = await line.place(await round.run(some));
          some = [...left, ...(await line.take(this.#atOnce - left.length))];
        }
      };
      await Promise.all(Array.from({ length: Math.floor(streams / this.#atOnce) }, work));
      return failures.list;
    });
  }
}

/** A stream that was given up is delivered: its letter is sent. */
const notGivenUp = (undelivered: readonly Undelivered[]): readonly ConsumeFailure[] =>
  undelivered.filter(({ givenUp }) => !givenUp).map(({ failure }) => failure);

function streamsAtOnce({ name, streamsAtOnce = 1 }: Consumer): number {
  if (streamsAtOnce >= 1) return Math.floor(streamsAtOnce);
  throw new RangeError(`The option "streamsAtOnce" of consumer "${name}" is ${streamsAtOnce}: it must be at least 1.`);
}
