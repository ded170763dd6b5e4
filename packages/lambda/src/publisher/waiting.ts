import type { Lane } from './lane.js';
import type { Parcel } from './parcel.js';
import type { TargetLimits } from './target.js';

/** The parcels that may be sent now, in order. */
export class Waiting<Entry> {
  readonly #parcels: Parcel<Entry>[] = [];
  /** The index of the first that waits: to remove it would move all others. */
  #first = 0;
  #letInOnce = 0;

  /** @param ordered lets in the next of a lane only when the one before it is accepted. */
  constructor(
    lanes: readonly Lane<Entry>[],
    readonly ordered: boolean,
  ) {
    for (const lane of lanes) this.#letIn(lane);
  }

  /** Whether there was never more than one parcel to send. */
  get single(): boolean {
    return this.#letInOnce === 1;
  }

  accepted({ lane, stretch }: Parcel<Entry>): void {
    stretch.open -= 1;
    if (this.ordered) this.#letIn(lane);
  }

  /** Puts parcels that were taken before in front of all others. They were in front once, so that there is room for them. */
  putInFront(parcels: readonly Parcel<Entry>[]): void {
    this.#first -= parcels.length;
    for (const [index, parcel] of parcels.entries()) this.#parcels[this.#first + index] = parcel;
  }

  /** Puts parcels that were taken before behind all others. */
  putAtEnd(parcels: readonly Parcel<Entry>[]): void {
    for (const parcel of parcels) this.#parcels.push(parcel);
  }

  /** As many of the first as one request can hold; none when none is waiting. */
  take({ entries, bytes }: TargetLimits): readonly Parcel<Entry>[] {
    const batch: Parcel<Entry>[] = [];
    let size = 0;
    for (let parcel = this.#peek(); parcel; parcel = this.#peek()) {
      if (batch.length === entries || size + parcel.size > bytes) break;
      size += parcel.size;
      batch.push(parcel);
      this.#first += 1;
    }
    return batch;
  }

  #letIn(lane: Lane<Entry>): void {
    for (let parcel = lane.next(); parcel; parcel = this.ordered ? undefined : lane.next()) {
      this.#parcels.push(parcel);
      this.#letInOnce += 1;
    }
  }

  /** Passes over what is of no use any more. */
  #peek(): Parcel<Entry> | undefined {
    for (;;) {
      const parcel = this.#parcels[this.#first];
      if (!parcel?.lane.passesOver(parcel)) return parcel;
      this.#first += 1;
    }
  }
}
