import type { Timer } from '@eventsource/dynamodb';

/** Time that passes only while somebody waits for it to pass. */
export class ImpatientTimer implements Timer {
  #now = 0;
  /** What was waited for, in milliseconds. */
  readonly pauses: number[] = [];

  now(): number {
    return this.#now;
  }

  async pause(milliseconds: number): Promise<void> {
    this.pauses.push(milliseconds);
    this.#now += milliseconds;
  }
}
