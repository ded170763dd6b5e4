import type { Timer } from './timer.js';

/**
 * Spreads requests over time so that they take no more than so many units a second. What a request costs is known only
 * afterwards, so each one waits until those before it are paid for, as far as their cost is known: over any time, the units
 * are at most the rate times that time, one request, and what those under way at the same time cost beyond what was
 * expected of them.
 */
export class Pace {
  readonly #unitsPerSecond: number;
  readonly #timer: Timer;
  #next = 0;
  #heldUntil = 0;

  constructor(unitsPerSecond: number, timer: Timer) {
    this.#unitsPerSecond = unitsPerSecond;
    this.#timer = timer;
    this.#next = timer.now();
  }

  /** Waits until the next request may be sent, which is expected to cost so much. @throws the signal's reason. */
  async turn(signal: AbortSignal | undefined, expected = 0): Promise<void> {
    // Unused time is not saved up. A place in time is taken at once, so that timers that are late delay nobody else.
    const place = Math.max(this.#next, this.#timer.now());
    this.#next = place + this.#timeOf(expected);
    for (let wait = this.#wait(place); wait > 0; wait = this.#wait(place)) {
      // What it rejects with is its own; the caller is told the signal's reason.
      await this.#timer.pause(wait, signal).catch((error) => {
        signal?.throwIfAborted();
        throw error;
      });
    }
    signal?.throwIfAborted();
  }

  /** Notes what a request cost beyond what was expected, or, below 0, how much less. */
  spent(units: number): void {
    this.#next += this.#timeOf(units);
  }

  /** Sends nothing for so many milliseconds. */
  hold(milliseconds: number): void {
    this.#heldUntil = Math.max(this.#heldUntil, this.#timer.now() + milliseconds);
    this.#next = Math.max(this.#next, this.#heldUntil);
  }

  #timeOf(units: number): number {
    return (units * 1000) / this.#unitsPerSecond;
  }

  #wait(place: number): number {
    return Math.max(place, this.#heldUntil) - this.#timer.now();
  }
}
