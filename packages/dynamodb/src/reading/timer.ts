import { setTimeout as pause } from 'node:timers/promises';

/** Time, to be replaced in tests. */
export interface Timer {
  /** Milliseconds since some moment in the past. */
  now(): number;
  /** Resolves after so many milliseconds; may reject sooner when the signal is aborted. */
  pause(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

export const systemTimer: Timer = {
  now: () => performance.now(),
  pause: (milliseconds, signal) => pause(milliseconds, undefined, signal && { signal }),
};
