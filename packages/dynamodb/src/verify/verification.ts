import { Pace } from '../reading/pace.js';
import { PacedRequests } from '../reading/paced-requests.js';
import { TableReader } from '../reading/table-reader.js';
import { systemTimer } from '../reading/timer.js';
import { Requests } from '../request/requests.js';
import { Bookmark } from './bookmark.js';
import { checkpointOf, markedIn } from './checkpoint.js';
import { type Limits, limitsIn } from './limits.js';
import { walkWith } from './stream-checks.js';
import { Sweep } from './sweep.js';
import type { TableFinding } from './table-finding.js';
import type { VerifyOptions } from './verify-options.js';
import type { VerifyTotals } from './verify-totals.js';

/**
 * A reading of a table; {@link verify} begins it. Iterate it, once, for its findings: it reads no faster than you
 * iterate.
 */
export class Verification implements AsyncIterable<TableFinding> {
  readonly #options: VerifyOptions;
  readonly #limits: Limits;
  readonly #bookmark: Bookmark;
  readonly #findings: AsyncGenerator<TableFinding, void, undefined>;

  /** @internal */
  constructor(options: VerifyOptions) {
    const { checkpoint } = options;
    this.#options = options;
    this.#limits = limitsIn(options);
    this.#bookmark = new Bookmark(checkpoint === undefined ? undefined : markedIn(checkpoint, options));
    this.#findings = this.#read();
  }

  /** What was read so far, by the verifications before a checkpoint too. */
  get totals(): VerifyTotals {
    return this.#bookmark.marked.totals;
  }

  /**
   * How far the reading has come: pass it to another `verify` to go on after the last finding that this one yielded,
   * also after an error, an abort or the end. It is text of about 300 characters and holds a key of the table, but no
   * payload.
   */
  get checkpoint(): string {
    return checkpointOf(this.#options, this.#bookmark.marked);
  }

  [Symbol.asyncIterator](): AsyncIterator<TableFinding, void, undefined> {
    return this.#findings;
  }

  async *#read(): AsyncGenerator<TableFinding, void, undefined> {
    const { table, requestTimeout, ...connection } = this.#options;
    const requests = new Requests(connection, table, requestTimeout);
    try {
      yield* this.#sweep(requests).findings();
    } finally {
      requests.close();
    }
  }

  #sweep(requests: Requests): Sweep {
    const { segment, signal, timer = systemTimer, onProgress } = this.#options;
    const { unitsPerSecond, nearLimit } = this.#limits;
    const pace = new Pace(unitsPerSecond, timer);
    const onUnits = (units: number) => this.#bookmark.charge(units);
    return new Sweep({
      reader: new TableReader(new PacedRequests(requests, { pace, signal, onUnits }), unitsPerSecond),
      bookmark: this.#bookmark,
      walkAlong: walkWith({ ...this.#options, nearLimit }),
      segment,
      signal,
      onPage: () => onProgress?.({ totals: this.totals, checkpoint: this.checkpoint }),
    });
  }
}
