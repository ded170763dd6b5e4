import type { Action } from './action.js';

/** One thing that a worker does. */
export interface Step {
  /** Unique in the run. */
  readonly number: number;
  /** Odd ones keep snapshots. */
  readonly account: number;
  readonly action: Action;
  /** The number in the command, and in its events: that of another step where this one repeats it. */
  readonly command: number;
  /** Under an id of the caller's; steps with the same id are the same command, unless their `command` differs. */
  readonly id?: string | undefined;
  /** Expects the version that the worker last saw, plus this. */
  readonly expected?: number | undefined;
  /** Milliseconds after which the caller aborts. */
  readonly abortAfter?: number | undefined;
  /** Milliseconds that the call may take. */
  readonly timeout?: number | undefined;
  readonly cache?: 'refresh' | 'bypass' | undefined;
}

export const STEPS_OF_A_WORKER = 1_000_000;
