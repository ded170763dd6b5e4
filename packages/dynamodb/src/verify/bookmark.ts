import type { Place } from '../reading/read-item.js';
import type { TableFinding } from './table-finding.js';
import { NOTHING, plus, type VerifyTotals } from './verify-totals.js';

/** What findings are made at: an item, or, without a partition, the end of a stream. */
export interface Step {
  readonly key: string;
  readonly partition?: string | undefined;
}

/** All that a bookmark holds, as JSON carries it. */
export interface Marked {
  /** The last item that is done with. */
  readonly after?: Place | undefined;
  /** Whether its stream is done with, too. */
  readonly ended: boolean;
  /** The step whose findings have been reported only in part. */
  readonly begun?: (Step & { readonly reported: number }) | undefined;
  readonly totals: VerifyTotals;
}

/** How far a reading has come: enough to go on from there, and to report no finding twice and to miss none. */
export class Bookmark {
  #marked: Marked;

  constructor(marked: Marked = { ended: false, totals: NOTHING }) {
    this.#marked = marked;
  }

  get marked(): Marked {
    return this.#marked;
  }

  /** Yields the findings of a step that have not been reported. One counts as reported once it is yielded. */
  *report(step: Step, findings: readonly TableFinding[]): Generator<TableFinding, void, undefined> {
    const reported = this.#isBegun(step) ? (this.#marked.begun?.reported ?? 0) : 0;
    for (const [index, finding] of findings.entries()) {
      if (index < reported) continue;
      this.#marked = { ...this.#marked, begun: { ...step, reported: index + 1 } };
      yield finding;
    }
  }

  /** An item is done with. */
  pass({ key, partition }: Place, counted: Partial<VerifyTotals>): void {
    const totals = plus(this.#marked.totals, counted);
    this.#marked = { after: { key, partition }, ended: false, begun: this.#unless({ key, partition }), totals };
  }

  /** The stream of the last item is done with. */
  end({ key }: Step): void {
    this.#marked = { ...this.#marked, ended: true, begun: this.#unless({ key }) };
  }

  charge(units: number): void {
    this.#marked = { ...this.#marked, totals: plus(this.#marked.totals, { units }) };
  }

  /** What was begun, if it was another step. */
  #unless(step: Step): Marked['begun'] {
    return this.#isBegun(step) ? undefined : this.#marked.begun;
  }

  #isBegun({ key, partition }: Step): boolean {
    const { begun } = this.#marked;
    return begun !== undefined && begun.key === key && begun.partition === partition;
  }
}
