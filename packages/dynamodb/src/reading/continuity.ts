import type { ReadItem } from './read-item.js';
import type { Stretch } from './table-reader.js';

/** A stretch whose items have not been seen. */
export interface Unseen extends Stretch {
  /** Whether they are of a commit that was seen in part: a transaction becomes visible item by item, within moments. */
  readonly mayCome: boolean;
}

/** Tells where the items of one stream do not follow each other, as they come. */
export class Continuity {
  #partition: string | undefined;
  #reached = 0;
  /** The last version of the newest commit, which may be larger than its items that came. */
  #due = 0;

  /** @param after the partition behind which its items come, where that is not its beginning. */
  constructor(
    readonly key: string,
    after?: string,
  ) {
    this.#partition = after;
  }

  /** Whether no item has been seen yet. */
  get isNew(): boolean {
    return this.#partition === undefined;
  }

  /** The last version that has been seen. */
  get reached(): number {
    return this.#reached;
  }

  /**
   * Where to look before an item is judged that does not follow what was seen. The items there may not have come with a
   * scan: they were stored while it passed, or belong to another segment, or to what was read before an interruption.
   */
  unseenBefore({ partition, versions: [first], decoded }: ReadItem): Unseen | undefined {
    const follows = first === undefined ? !this.isNew : first <= this.#reached + 1;
    if (follows) return undefined;
    const isPart = decoded !== undefined && decoded.extent.first < decoded.part.first;
    return { key: this.key, after: this.#partition, to: partition, mayCome: isPart || this.#due > this.#reached };
  }

  /** Where to look before the stream is taken to end in the middle of a commit. */
  unseenAfter(): Unseen | undefined {
    if (this.#due <= this.#reached) return undefined;
    return { key: this.key, after: this.#partition, to: String(this.#due), inclusive: true, mayCome: true };
  }

  next(item: ReadItem): void {
    this.#partition = item.partition;
    this.#reached = Math.max(this.#reached, item.versions.at(-1) ?? 0);
    this.#due = item.decoded?.extent.last ?? this.#reached;
  }
}
