import type { ReadItem } from '../reading/read-item.js';
import type { Stretch } from '../reading/table-reader.js';
import type { Check } from './checks/check.js';
import type { Contents } from './checks/contents.js';
import type { Finding } from './finding.js';

/** What one item showed. */
export interface Visit {
  readonly findings: readonly Finding[];
  /** Snapshots that were compared. */
  readonly compared: number;
}

/** A stretch whose items have not been seen. */
export interface Unseen extends Stretch {
  /** Whether they are of a commit that was seen in part: a transaction becomes visible item by item, within moments. */
  readonly mayCome: boolean;
}

/** Goes along one stream, from its first item on, and shows each item to all checks. */
export class StreamWalk {
  readonly #checks: readonly Check[];
  readonly #contents: Contents;
  #partition: string | undefined;
  #reached = 0;
  /** The last version of the newest commit, which may be larger than its items that came. */
  #due = 0;

  constructor(
    readonly key: string,
    checks: readonly Check[],
    contents: Contents,
  ) {
    this.#checks = [...checks, contents];
    this.#contents = contents;
  }

  /** Whether no item has been seen yet. */
  get isNew(): boolean {
    return this.#partition === undefined;
  }

  /**
   * Where to look before an item is judged that does not follow what was seen. The items there may not have come with a
   * scan: they were stored while it passed, or belong to another segment, or to what was read before an interruption.
   */
  unseenBefore({ key, partition, versions: [first], decoded }: ReadItem): Unseen | undefined {
    const follows = first === undefined ? !this.isNew : first <= this.#reached + 1;
    if (follows) return undefined;
    const isPart = decoded !== undefined && decoded.extent.first < decoded.part.first;
    return { key, after: this.#partition, to: partition, mayCome: isPart || this.#due > this.#reached };
  }

  /** Where to look before the stream is taken to end in the middle of a commit. */
  unseenAfter(): Unseen | undefined {
    if (this.#due <= this.#reached) return undefined;
    return { key: this.key, after: this.#partition, to: String(this.#due), inclusive: true, mayCome: true };
  }

  next(item: ReadItem): Visit {
    const before = this.#contents.compared;
    const findings = this.#checks.flatMap((check) => [...check.next(item, this.#reached)]);
    this.#partition = item.partition;
    this.#reached = Math.max(this.#reached, item.versions.at(-1) ?? 0);
    this.#due = item.decoded?.extent.last ?? this.#reached;
    return { findings, compared: this.#contents.compared - before };
  }

  /** After the last item. */
  end(): readonly Finding[] {
    return this.#checks.flatMap((check) => [...(check.end?.() ?? [])]);
  }
}
