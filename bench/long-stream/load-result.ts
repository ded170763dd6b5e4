import type { Peak } from './memory-watch.js';

/** What a cold load in a process of its own took. */
export interface LoadResult {
  readonly version: number;
  readonly balance: number;
  readonly requests: number;
  readonly rcu: number;
  readonly milliseconds: number;
  readonly memory: Peak;
}

export function isLoadResult(message: unknown): message is LoadResult {
  return typeof message === 'object' && message !== null && 'memory' in message;
}
