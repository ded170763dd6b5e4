import type { ConsumeOptions } from '@eventsource/core';
import { completeAnswers } from './complete-answers.js';
import { withDeadline } from './deadline.js';
import type { Lane } from './lane.js';
import type { Parcel } from './parcel.js';
import { refusalError } from './refusal-error.js';
import { requestRefusal } from './request-refusal.js';
import { retrying } from './retrying.js';
import type { SendingOptions } from './sending-options.js';
import type { Refusal, Target } from './target.js';
import { Waiting } from './waiting.js';

interface Unaccepted<Entry> {
  readonly parcel: Parcel<Entry>;
  readonly refusal: Refusal;
}

interface Answer {
  readonly answers: readonly (Refusal | undefined)[];
  readonly refusal?: Refusal;
}

/** Sends lanes to a target, in as few requests as it allows. */
export class Sending<Entry> {
  readonly #waiting: Waiting<Entry>;

  constructor(
    private readonly target: Target<Entry>,
    private readonly options: Required<SendingOptions>,
    private readonly signal: ConsumeOptions['signal'],
    lanes: readonly Lane<Entry>[],
  ) {
    this.#waiting = new Waiting(lanes, target.ordered);
  }

  /** Ends when each event is accepted or has failed, or when the signal is aborted. */
  async run(): Promise<void> {
    const running = new Set<Promise<void>>();
    for (;;) {
      while (running.size < this.options.concurrency && !this.signal?.aborted) {
        const batch = this.#waiting.take(this.target.limits);
        if (batch.length === 0) break;
        const delivery: Promise<void> = this.#deliver(batch).finally(() => running.delete(delivery));
        running.add(delivery);
      }
      if (running.size === 0) return;
      await Promise.race(running);
    }
  }

  /** What was not accepted is sent again, alone. */
  async #deliver(batch: readonly Parcel<Entry>[]): Promise<void> {
    let left: readonly Unaccepted<Entry>[] = [];
    let parcels = batch;
    await retrying(this.options.attempts, this.signal, async () => {
      left = await this.#send(parcels);
      for (const one of left) if (one.refusal.final) this.#fail(one);
      parcels = left.map(({ parcel }) => parcel).filter((parcel) => !parcel.lane.passesOver(parcel));
      return parcels.length > 0;
    });
    if (!this.signal?.aborted) for (const one of left) this.#fail(one);
  }

  /** Of a request that is refused for one of its events, the halves are sent, until that one is found. */
  async #send(parcels: readonly Parcel<Entry>[]): Promise<readonly Unaccepted<Entry>[]> {
    const { answers, refusal } = await this.#request(parcels.map(({ entry }) => entry));
    if (!refusal) return this.#sort(parcels, answers);
    if (!refusal.final || parcels.length === 1) return parcels.map((parcel) => ({ parcel, refusal }));
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
      else this.#waiting.accepted(parcel);
    });
    return left;
  }

  #fail({ parcel, refusal }: Unaccepted<Entry>): void {
    const error = refusalError(parcel.lane.stream, parcel.version, this.target.name, refusal);
    parcel.lane.fail(parcel.stretch.first, error, !refusal.final);
  }
}
