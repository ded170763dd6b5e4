import type { ConsumeOptions } from '@eventsource/core';
import { completeAnswers } from './complete-answers.js';
import { withDeadline } from './deadline.js';
import type { Lane } from './lane.js';
import type { Parcel } from './parcel.js';
import { refusalError } from './refusal-error.js';
import { requestRefusal } from './request-refusal.js';
import { Resting } from './resting.js';
import type { HowToSend } from './sending-options.js';
import type { Refusal, Target } from './target.js';
import { Waiting } from './waiting.js';

interface Unaccepted<Entry> {
  readonly parcel: Parcel<Entry>;
  readonly refusal: Refusal;
  /** Whether it was found by halving, and not named by the target. */
  readonly found?: boolean;
}

interface Answer {
  readonly answers: readonly (Refusal | undefined)[];
  readonly refusal?: Refusal;
}

/** Sends lanes to a target, in as few requests as it allows. */
export class Sending<Entry> {
  readonly #waiting: Waiting<Entry>;
  /** What was refused while other entries of its request were accepted, and what is in requests of which nothing was. */
  readonly #refused: Resting<Entry>;
  readonly #failed: Resting<Entry>;
  /** What has to end before the next request can begin, or before all is done. */
  readonly #pending = new Set<Promise<void>>();
  #requests = 0;
  #accepted = false;

  /** @param settled is called with each lane of which something was sent, once nothing more of it is to be sent. */
  constructor(
    private readonly target: Target<Entry>,
    private readonly options: HowToSend,
    private readonly signal: ConsumeOptions['signal'],
    lanes: readonly Lane<Entry>[],
    private readonly settled: (lane: Lane<Entry>) => void,
  ) {
    const waiting = new Waiting(lanes, target.ordered);
    this.#waiting = waiting;
    this.#refused = new Resting(signal, (parcels) => waiting.putInFront(parcels));
    this.#failed = new Resting(signal, (parcels) => waiting.putAtEnd(parcels));
  }

  /** Ends when each event is accepted or has failed, or when the signal is aborted. */
  async run(): Promise<void> {
    for (;;) {
      this.#fill();
      if (this.#pending.size === 0) return;
      await Promise.race(this.#pending);
    }
  }

  #fill(): void {
    while (this.#requests < this.options.concurrency && !this.signal?.aborted) {
      const batch = this.#waiting.take(this.target.limits);
      if (batch.length === 0) return;
      this.#requests += 1;
      this.#await(this.#deliver(batch).finally(() => (this.#requests -= 1)));
    }
  }

  #await(work: Promise<unknown>): void {
    const pending: Promise<void> = work.then(() => {}).finally(() => this.#pending.delete(pending));
    this.#pending.add(pending);
  }

  /**
   * What was not accepted rests, and then goes in front of all that waits, to fill requests; but behind it when nothing of its
   * request was accepted, so that a request that hangs holds up no other twice. When most was not accepted, the place of the
   * request stays taken so long: to send others in its stead would make it harder for a target that is overloaded.
   */
  async #deliver(batch: readonly Parcel<Entry>[]): Promise<void> {
    const left = (await this.#send(batch)).map((one) => this.#believed(one));
    const again = left.filter((one) => !this.#fails(one)).map(({ parcel }) => parcel);
    const resting = left.length === batch.length ? this.#failed : this.#refused;
    const rest = resting.rest(again.filter((parcel) => !parcel.lane.passesOver(parcel)));
    if (left.length * 2 > batch.length) await rest;
    else this.#await(rest);
  }

  /** Of a request that is refused for one of its events, the halves are sent, until that one is found. */
  async #send(parcels: readonly Parcel<Entry>[]): Promise<readonly Unaccepted<Entry>[]> {
    const { answers, refusal } = await this.#request(parcels.map(({ entry }) => entry));
    if (!refusal) return this.#sort(parcels, answers);
    if (!refusal.final || parcels.length === 1) return parcels.map((parcel) => ({ parcel, refusal, found: true }));
    const half = Math.ceil(parcels.length / 2);
    return [...(await this.#send(parcels.slice(0, half))), ...(await this.#send(parcels.slice(half)))];
  }

  /** What the target says of each entry, or why it has refused them as a whole. */
  async #request(entries: readonly Entry[]): Promise<Answer> {
    try {
      const send = (signal: AbortSignal) => this.target.send(entries, { signal });
      const answers = await withDeadline(this.options.requestTimeout, this.signal, send);
      return { answers: completeAnswers(answers, entries.length) };
    } catch (error) {
      return { answers: [], refusal: requestRefusal(error) };
    }
  }

  #sort(parcels: readonly Parcel<Entry>[], refusals: readonly (Refusal | undefined)[]): Unaccepted<Entry>[] {
    const left: Unaccepted<Entry>[] = [];
    parcels.forEach((parcel, index) => {
      const refusal = refusals[index];
      if (refusal) left.push({ parcel, refusal });
      else this.#accept(parcel);
    });
    return left;
  }

  /** When one event after the other is found to be wrong, and none is accepted, the events are not to blame. */
  #believed(one: Unaccepted<Entry>): Unaccepted<Entry> {
    const { parcel, refusal, found } = one;
    if (!found || !refusal.final || this.#accepted || this.#waiting.single) return one;
    const message = `it has accepted nothing else either, so that its settings seem wrong. ${refusal.message}`;
    return { parcel, refusal: { ...refusal, message, final: false } };
  }

  #accept(parcel: Parcel<Entry>): void {
    this.#accepted = true;
    this.#waiting.accepted(parcel);
    if (parcel.lane.settled) this.settled(parcel.lane);
  }

  /** Whether its lane fails with that. After an abort only final refusals count: the next delivery tries the rest again. */
  #fails({ parcel, refusal }: Unaccepted<Entry>): boolean {
    const { lane, stretch, version } = parcel;
    parcel.tries += 1;
    if (!refusal.final && (parcel.tries < this.options.attempts || this.signal?.aborted)) return false;
    lane.fail(stretch.first, refusalError(lane.stream, version, this.target.name, refusal), !refusal.final);
    if (lane.settled) this.settled(lane);
    return true;
  }
}
