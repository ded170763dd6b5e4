import type { ConsumeFailure, DeliveredCommit } from '@eventsource/core';
import type { Packed, Parcel } from './parcel.js';

/** A commit of a lane, and how many of its events are still to be accepted. */
export interface Stretch {
  readonly first: number;
  readonly last: number;
  open: number;
}

/** What is to be sent of one stream, and how far that has come. */
export class Lane<Entry> {
  /** The version that its first commit follows. */
  readonly from: number;
  readonly #parcels: Parcel<Entry>[] = [];
  readonly #stretches: Stretch[] = [];
  #failure: ConsumeFailure | undefined;
  #next = 0;
  /** How many of its stretches, from the first on, have nothing open any more. */
  #closed = 0;

  constructor(
    readonly stream: string,
    firstVersion: number,
  ) {
    this.from = firstVersion - 1;
  }

  /** @param packed the events of the commit that are to be sent, which may be none. */
  add({ first, records }: DeliveredCommit, packed: readonly Packed<Entry>[]): void {
    const stretch = { first, last: first + records.length - 1, open: packed.length };
    this.#stretches.push(stretch);
    for (const one of packed) this.#parcels.push({ ...one, lane: this, stretch, tries: 0 });
  }

  /** The next parcel in order, each once. */
  next(): Parcel<Entry> | undefined {
    const parcel = this.#parcels[this.#next];
    this.#next += 1;
    return parcel;
  }

  /** The commit that begins at this version cannot be taken, and neither can those after it. */
  fail(first: number, error: unknown, transient: boolean): void {
    if (this.#failure && this.#failure.version <= first) return;
    this.#failure = { stream: this.stream, version: first, error, transient };
  }

  /** Its position could not be moved, so that none of it is taken. */
  failAll(error: unknown): void {
    this.#failure = { stream: this.stream, version: this.from + 1, error, transient: true };
  }

  /** Whether it has failed. Commits before the one that failed can still be taken. */
  get failed(): boolean {
    return this.#failure !== undefined;
  }

  /** Whether nothing of it is to be sent any more: all is accepted, or all before the commit that failed. */
  get settled(): boolean {
    const open = this.#firstOpen();
    return open === undefined || this.#hasFailedBy(open);
  }

  /** Whether it is of no use any more to send this. */
  passesOver({ stretch }: Parcel<Entry>): boolean {
    return this.#hasFailedBy(stretch);
  }

  /** The version up to which all is accepted, in whole commits. */
  get reached(): number {
    const open = this.#firstOpen();
    return open ? open.first - 1 : (this.#stretches.at(-1)?.last ?? this.from);
  }

  /** Why it is not at its end, if it is not. @param ended why nothing was sent any more. */
  failure(ended: unknown): ConsumeFailure | undefined {
    const open = this.#firstOpen();
    if (!open || this.#hasFailedBy(open)) return this.#failure;
    return { stream: this.stream, version: open.first, error: ended, transient: true };
  }

  #hasFailedBy({ first }: Stretch): boolean {
    return this.#failure !== undefined && this.#failure.version <= first;
  }

  #firstOpen(): Stretch | undefined {
    while (this.#stretches[this.#closed]?.open === 0) this.#closed += 1;
    return this.#stretches[this.#closed];
  }
}
