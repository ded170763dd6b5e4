import type { Place } from '../reading/read-item.js';
import { added, type CopyTotals, NOTHING_COPIED } from './copy-totals.js';

/** What a checkpoint holds. */
export interface CopyMark {
  /** The last item of the source up to which everything is done. */
  readonly after?: Place | undefined;
  /** Whether its stream is in conflict, so that the rest of it must not be written either. */
  readonly inConflict: boolean;
  readonly totals: CopyTotals;
}

/** One chunk that is under way. */
export interface Entry {
  readonly place: Place;
  counted?: Partial<CopyTotals>;
  inConflict: boolean;
}

/** Keeps chunks in the source's order, in which they are not finished: a mark never passes over one that is under way. */
export class Ledger {
  readonly #entries: Entry[] = [];
  #mark: CopyMark = { inConflict: false, totals: NOTHING_COPIED };

  /** Goes on from there, before anything is begun. */
  resume(mark: CopyMark): void {
    this.#mark = mark;
  }

  get mark(): CopyMark {
    return this.#mark;
  }

  begin({ key, partition }: Place): Entry {
    const entry = { place: { key, partition }, inConflict: false };
    this.#entries.push(entry);
    return entry;
  }

  done(entry: Entry, counted: Partial<CopyTotals>, inConflict: boolean): void {
    entry.counted = counted;
    entry.inConflict = inConflict;
    for (let first = this.#entries[0]; first?.counted; first = this.#entries[0]) {
      const totals = added(this.#mark.totals, first.counted);
      this.#mark = { after: first.place, inConflict: first.inConflict, totals };
      this.#entries.shift();
    }
  }

  /** Counts what belongs to no chunk. */
  count(counted: Partial<CopyTotals>): void {
    this.#mark = { ...this.#mark, totals: added(this.#mark.totals, counted) };
  }
}
