import { LRUCache } from 'lru-cache';
import type { LiveAggregate } from './live-aggregate.js';

/** Aggregates that earlier commands left in memory, the least recently used given up first. */
export class AggregateCache {
  readonly #aggregates: LRUCache<string, LiveAggregate>;

  /** @param max how many are kept, at least 1. */
  constructor(max: number) {
    this.#aggregates = new LRUCache({ max });
  }

  /** @param key of the tenant and the stream. */
  get(key: string): LiveAggregate | undefined {
    return this.#aggregates.get(key);
  }

  keep(key: string, live: LiveAggregate): void {
    this.#aggregates.set(key, live);
  }

  evict(key: string): void {
    this.#aggregates.delete(key);
  }
}
