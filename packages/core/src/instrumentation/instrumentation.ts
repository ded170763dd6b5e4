import type { EventMetadata } from '../decorators/context.js';
import type { Cost } from '../store/cost.js';
import type { Appended, StoreRequest } from '../store/store.js';
import type { ResultFacts, Step } from './step.js';

/** What is learned while a step is under way, a few facts at a time. */
export interface Finding {
  /** A request that the store has sent for a load, refresh, read or append, failed ones included. */
  readonly request?: StoreRequest;
  /** The version that a load or refresh came to. */
  readonly version?: number;
  /** Of the snapshot that a load started from; 0 without one. */
  readonly snapshotVersion?: number;
  /** How many events a handler emitted. */
  readonly events?: number;
  /** What a handler threw: noted for its decision, and for the dispatch when that is the answer. */
  readonly rejection?: unknown;
  /** What became of each commit of an append. */
  readonly appended?: readonly Appended[];
  /** A dispatch begins with its first attempt, or after a conflict with another. */
  readonly attempt?: number;
  /** The stream on which an attempt of a dispatch lost against another writer. */
  readonly conflict?: string;
  /** What the database charged for a dispatch, whatever the outcome. */
  readonly cost?: Cost;
  /** The result of each command of a dispatch. */
  readonly results?: readonly ResultFacts[];
}

/** What a step tells its watcher, and is given by it. */
export interface Watch {
  readonly note: (finding: Finding) => void;
  /** Of a dispatch: to be stored beside each event, over the metadata that it was dispatched with. */
  readonly metadata?: EventMetadata;
}

/**
 * Watches commands step by step, to trace and measure them. It cannot fail a command, change its result, or hold it up:
 * a step goes on whatever happens to the watcher, and runs unwatched if `run` is not called at once.
 *
 * @example
 * const timing: Instrumentation = {
 *   async step({ kind }, run) {
 *     const start = performance.now();
 *     await run({ note: () => {} });
 *     console.log(kind, performance.now() - start);
 *   },
 * };
 */
export interface Instrumentation {
  /** @param run the step: to be called once, at once. It settles as the step does. */
  step(step: Step, run: (watch: Watch) => Promise<unknown>): Promise<unknown>;
}
