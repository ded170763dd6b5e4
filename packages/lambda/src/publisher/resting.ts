import { setTimeout as sleep } from 'node:timers/promises';
import type { Parcel } from './parcel.js';

/** In milliseconds: the first rest is up to this long, each next one up to twice as long, up to the longest. */
const FIRST_REST = 100;
const LONGEST_REST = 5000;

interface Group<Entry> {
  readonly parcels: Parcel<Entry>[];
  readonly ended: Promise<void>;
}

/**
 * Parcels that were not accepted, between two tries: exponential backoff with full jitter. Those that were tried equally often
 * rest together, so that they fill requests when they come back.
 */
export class Resting<Entry> {
  readonly #groups = new Map<number, Group<Entry>>();

  /** @param signal ends all rests. @param back is given what has rested. */
  constructor(
    private readonly signal: AbortSignal | undefined,
    private readonly back: (parcels: readonly Parcel<Entry>[]) => void,
  ) {}

  /** Ends when all of them have gone back. */
  async rest(parcels: readonly Parcel<Entry>[]): Promise<void> {
    const groups = new Set<Group<Entry>>();
    for (const parcel of parcels) {
      const group = this.#group(parcel.tries);
      group.parcels.push(parcel);
      groups.add(group);
    }
    await Promise.all([...groups].map(({ ended }) => ended));
  }

  #group(tries: number): Group<Entry> {
    const group = this.#groups.get(tries) ?? this.#begin(tries);
    this.#groups.set(tries, group);
    return group;
  }

  #begin(tries: number): Group<Entry> {
    const parcels: Parcel<Entry>[] = [];
    const ended = this.#pause(tries).then(() => {
      this.#groups.delete(tries);
      this.back(parcels);
    });
    return { parcels, ended };
  }

  async #pause(tries: number): Promise<void> {
    const longest = Math.min(LONGEST_REST, FIRST_REST * 2 ** (tries - 1));
    const options = this.signal && { signal: this.signal };
    await sleep(Math.random() * longest, undefined, options).catch(() => {});
  }
}
