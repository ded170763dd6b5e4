import { withSignal } from '../execution/cancellation.js';
import type { Committed } from '../execution/committed.js';
import type { Reporter } from '../report/report.js';

/**
 * Sees every commit after it is stored, with copies of the events; again when a command is repeated with the same id.
 * What it throws goes to the reporter. The dispatch waits for it, as long as its `timeout` lasts.
 */
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

  async tell(committed: Committed, signal: AbortSignal): Promise<void> {
    if (committed.count === 0) return;
    await Promise.all(this.#observers.map((observer) => this.#tellOne(observer, committed.copy(), signal)));
  }

  async #tellOne(observer: Observer, committed: Committed, signal: AbortSignal): Promise<void> {
    try {
      await withSignal(signal, async () => observer.committed(committed));
    } catch (error) {
      const { stream, version } = committed;
      this.#report({ kind: 'observer-failed', stream, version, error });
    }
  }
}
