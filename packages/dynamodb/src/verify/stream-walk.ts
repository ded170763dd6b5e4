import { Continuity, type Unseen } from '../reading/continuity.js';
import type { ReadItem } from '../reading/read-item.js';
import type { Check } from './checks/check.js';
import type { Contents } from './checks/contents.js';
import type { TableFinding } from './table-finding.js';

/** What one item showed. */
export interface Visit {
  readonly findings: readonly TableFinding[];
  /** Snapshots that were compared. */
  readonly compared: number;
}

/** Goes along one stream, from its first item on, and shows each item to all checks. */
export class StreamWalk {
  readonly #checks: readonly Check[];
  readonly #contents: Contents;
  readonly #continuity: Continuity;

  constructor(
    readonly key: string,
    checks: readonly Check[],
    contents: Contents,
  ) {
    this.#checks = [...checks, contents];
    this.#contents = contents;
    this.#continuity = new Continuity(key);
  }

  /** Whether no item has been seen yet. */
  get isNew(): boolean {
    return this.#continuity.isNew;
  }

  /** Where to look before an item is visited that does not follow those before it. */
  unseenBefore(item: ReadItem): Unseen | undefined {
    return this.#continuity.unseenBefore(item);
  }

  /** Where to look before the stream is taken to end in the middle of a commit. */
  unseenAfter(): Unseen | undefined {
    return this.#continuity.unseenAfter();
  }

  next(item: ReadItem): Visit {
    const before = this.#contents.compared;
    const findings = this.#checks.flatMap((check) => [...check.next(item, this.#continuity.reached)]);
    this.#continuity.next(item);
    return { findings, compared: this.#contents.compared - before };
  }

  /** After the last item. */
  end(): readonly TableFinding[] {
    return this.#checks.flatMap((check) => [...(check.end?.() ?? [])]);
  }
}
