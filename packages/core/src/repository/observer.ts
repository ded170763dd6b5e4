import type { Committed } from './committed.js';
import type { Reporter } from './report.js';

/** Sees every commit after it is stored, with copies of the events. What it throws goes to the reporter. */
export interface Observer {
  committed(committed: Committed): void | Promise<void>;
}

/** The observers of one application. They run side by side, and can never fail the command. */
export class Observers {
  readonly #observers: readonly Observer[];
  readonly #report: Reporter;

  constructor(observers: readonly Observer[], report: Reporter) {
    this.#observers = observers;
    this.#report = report;
  }

  async tell(committed: Committed): Promise<void> {
    if (this.#observers.length === 0 || committed.events.length === 0) return;
    await Promise.all(this.#observers.map((observer) => this.#tellOne(observer, committed.copy())));
  }

  async #tellOne(observer: Observer, committed: Committed): Promise<void> {
    try {
      await observer.committed(committed);
    } catch (error) {
      const { stream, version } = committed;
      this.#report({ kind: 'observer-failed', stream, version, error });
    }
  }
}
