import { setTimeout as pause } from 'node:timers/promises';

/** How often a write is sent again that meets a transaction on the same item: over a second. */
const PAUSES = 6;
const FIRST_PAUSE = 20;

/** Each step waits, longer each time; at the end nothing is worth waiting for any more. */
export async function* conflictPauses(signal: AbortSignal | undefined): AsyncGenerator<void, void, undefined> {
  for (let count = 0; count < PAUSES; count++) {
    const delay = Math.random() * FIRST_PAUSE * 2 ** count;
    await pause(delay, undefined, signal && { signal }).catch(() => signal?.throwIfAborted());
    yield;
  }
}
