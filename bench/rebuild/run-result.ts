import type { Peak } from '../long-stream/memory-watch.js';

/** What a rebuild in a process of its own took. */
export interface RunResult {
  /** That took effect in the read model. */
  readonly events: number;
  readonly milliseconds: number;
  readonly units: number;
  readonly memory: Peak;
}

export const isRunResult = (message: unknown): message is RunResult =>
  typeof message === 'object' && message !== null && 'memory' in message && 'units' in message;
