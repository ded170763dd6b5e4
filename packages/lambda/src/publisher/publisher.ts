import type { Checkpoints, ConsumeFailure, ConsumeOptions, Consumer, DeliveredCommit } from '@eventsource/core';
import { checkLimits } from './check-limits.js';
import { EventTooLargeError } from './errors/event-too-large-error.js';
import { Lane } from './lane.js';
import { Moves } from './moves.js';
import type { Packed } from './parcel.js';
import { Sending } from './sending.js';
import { type HowToSend, type SendingOptions, sendingOptions } from './sending-options.js';
import { type Decode, type StoredEvent, storedEvents } from './stored-event.js';
import type { Target } from './target.js';

export interface PublisherOptions extends SendingOptions {
  /** Its positions are kept under this name: with another one it starts from the beginning of each stream. */
  readonly name: string;
  readonly checkpoints: Checkpoints;
  /**
   * Events that were decided before this time, and those that carry no time, are skipped: for a publisher that is
   * attached to an old table. An invalid date is refused. Default: everything is sent.
   */
  readonly since?: Date | undefined;
  /** Which events to send, by their stored name for example. The others are skipped. Default: all. */
  readonly filter?: ((event: StoredEvent) => boolean) | undefined;
  /** For records that your own serializer wrote: turns one into the JSON record that it stands for. */
  readonly decode?: Decode | undefined;
}

/**
 * Forwards events to another service: each at least once, and in order per stream where its target promises that. Its
 * position in a stream moves past whole commits that were accepted, and past those of which nothing is to be sent.
 */
export class Publisher<Entry = unknown> implements Consumer {
  readonly name: string;
  readonly checkpoints: Checkpoints;
  /** All that are worked on: requests are filled from them together, and `concurrency` holds for all. */
  readonly streamsAtOnce = Infinity;
  readonly #sending: HowToSend;

  /** @throws {RangeError} when an option, or a limit of the target, is invalid. */
  constructor(
    private readonly target: Target<Entry>,
    private readonly options: PublisherOptions,
  ) {
    checkLimits(target.name, target.limits);
    checkSince(options);
    this.name = options.name;
    this.checkpoints = options.checkpoints;
    this.#sending = sendingOptions(options);
  }

  /**
   * Sends the events and moves past them: in each stream as soon as nothing more of it is to be sent, whatever the
   * others wait for. Of a stream that fails, nothing after the commit that failed is taken.
   *
   * @returns for each such stream an {@link EventTooLargeError}, {@link EventRefusedError}, {@link TargetUnavailableError},
   * what reading its records or moving its position threw, or the signal's reason.
   */
  async take(commits: readonly DeliveredCommit[], { signal }: ConsumeOptions = {}): Promise<readonly ConsumeFailure[]> {
    const lanes = this.#lanes(commits);
    const moves = new Moves<Lane<Entry>>((lane) => this.#move(lane));
    const settled = (lane: Lane<Entry>) => moves.add(lane);
    lanes.filter((lane) => lane.settled).forEach(settled);
    await new Sending(this.target, this.#sending, signal, lanes, settled).run();
    lanes.forEach(settled);
    await moves.ended();
    return lanes.flatMap((lane) => lane.failure(signal?.reason) ?? []);
  }

  /** Closes the connections of the client that was made for it; a client that was given stays open. */
  close(): void {
    this.target.close();
  }

  #lanes(commits: readonly DeliveredCommit[]): readonly Lane<Entry>[] {
    const lanes = new Map<string, Lane<Entry>>();
    for (const commit of commits) {
      const lane = lanes.get(commit.stream) ?? new Lane(commit.stream, commit.first);
      lanes.set(commit.stream, lane);
      if (!lane.failed) this.#load(lane, commit);
    }
    return [...lanes.values()];
  }

  #load(lane: Lane<Entry>, commit: DeliveredCommit): void {
    try {
      const events = storedEvents(commit, this.options.decode).filter((event) => this.#isSent(event));
      lane.add(
        commit,
        events.map((event) => this.#pack(event)),
      );
    } catch (error) {
      lane.fail(commit.first, error, false);
    }
  }

  #isSent(event: StoredEvent): boolean {
    const { since, filter } = this.options;
    if (since && !(event.time && event.time >= since)) return false;
    return filter === undefined || filter(event);
  }

  #pack(event: StoredEvent): Packed<Entry> {
    const { stream, version } = event;
    const entry = this.target.entry(event);
    const [size, limit] = [this.target.size(entry), this.target.limits.entryBytes];
    if (size > limit) throw new EventTooLargeError(stream, version, size, limit, this.target.name);
    return { version, entry, size };
  }

  /** Not ended by the signal: what was accepted is to stay so. */
  async #move(lane: Lane<Entry>): Promise<void> {
    const { stream, from, reached: to } = lane;
    if (to === from) return;
    try {
      await this.checkpoints.move({ consumer: this.name, stream, from, to }, async () => {});
    } catch (error) {
      lane.failAll(error);
    }
  }
}

/** No event is later than an invalid date: all would be passed over, for good. */
function checkSince({ name, since }: PublisherOptions): void {
  if (since === undefined || !Number.isNaN(since.getTime())) return;
  throw new RangeError(`The option "since" of publisher "${name}" is an invalid date: it must be a valid one.`);
}
