import type { Timer } from './timer.js';

/**
 * Spreads requests over time so that they take no more than so many units a second. What a request costs is known only
 * afterwards, so each one waits until those before it are paid for: over any time, the units are at most the rate times
 * that time, and one request.
 */
export class Pace {
  readonly #unitsPerSecond: number;
  readonly #timer: Timer;
  #started = 0;
  #next = 0;

  constructor(unitsPerSecond: number, timer: Timer) {
    this.#unitsPerSecond = unitsPerSecond;
    this.#timer = timer;
    this.#next = timer.now();
  }

  /** Waits until the next request may be sent. @throws the signal's reason. */
  async turn(signal: AbortSignal | undefined): Promise<void> {
    for (let wait = this.#wait(); wait > 0; wait = this.#wait()) {
      // What it rejects with is its own; the caller is told the signal's reason.
      await this.#timer.pause(wait, signal).catch((error) => {
        signal?.throwIfAborted();
        throw error;
      });
    }
    signal?.throwIfAborted();
    this.#started = this.#timer.now();
  }

  /** Notes what the request cost whose turn it was. Unused time is not saved up. */
  spent(units: number): void {
    this.#next = Math.max(this.#next, this.#started + (units * 1000) / this.#unitsPerSecond);
  }

  /** Sends nothing for so many milliseconds. */
  hold(milliseconds: number): void {
    this.#next = Math.max(this.#next, this.#timer.now() + milliseconds);
  }

  #wait(): number {
    return this.#next - this.#timer.now();
  }
}
