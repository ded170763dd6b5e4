import type { Clock } from '@eventsource/core';

/** A clock that goes when it is told to, in whole seconds from now, so that a database's own clock never is ahead of it. */
export class ContractClock implements Clock {
  #time = Math.ceil(Date.now() / 1000) * 1000;

  now(): Date {
    return new Date(this.#time);
  }

  /** @param time in milliseconds. */
  advance(time: number): void {
    this.#time += time;
  }
}
