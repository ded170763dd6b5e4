import type { Clock } from '@eventsource/core';

/** A clock that stands until it is moved. */
export class MovingClock implements Clock {
  #seconds: number;

  /** @param seconds Unix time. */
  constructor(seconds = Math.floor(Date.now() / 1000)) {
    this.#seconds = seconds;
  }

  now(): Date {
    return new Date(this.#seconds * 1000);
  }

  get seconds(): number {
    return this.#seconds;
  }

  advance(seconds: number): void {
    this.#seconds += seconds;
  }
}
