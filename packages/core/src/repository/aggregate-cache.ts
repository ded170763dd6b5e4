import { LRUCache } from 'lru-cache';
import type { LiveAggregate } from './live-aggregate.js';

/** Aggregates that earlier commands left in memory, the least recently used given up first. */
export class AggregateCache {
  readonly #aggregates: LRUCache<string, LiveAggregate>;

  /** @param max how many are kept, at least 1. */
  constructor(max: number) {
    this.#aggregates = new LRUCache({ max });
  }

  get(stream: string): LiveAggregate | undefined {
    return this.#aggregates.get(stream);
  }

  keep(live: LiveAggregate): void {
    this.#aggregates.set(live.stream, live);
  }

  evict(stream: string): void {
    this.#aggregates.delete(stream);
  }
}
