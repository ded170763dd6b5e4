import type { Unseen } from '../reading/continuity.js';
import type { Place, ReadItem } from '../reading/read-item.js';
import { readUnseen } from '../reading/read-unseen.js';
import type { Segment } from '../reading/segment.js';
import type { TableReader } from '../reading/table-reader.js';
import type { Bookmark } from './bookmark.js';
import type { StreamWalk } from './stream-walk.js';
import type { TableFinding } from './table-finding.js';

export interface SweepOptions {
  readonly reader: TableReader;
  readonly bookmark: Bookmark;
  /** Begins a walk along one stream. */
  readonly walkAlong: (key: string) => StreamWalk;
  readonly segment: Segment | undefined;
  readonly signal: AbortSignal | undefined;
  readonly onPage: () => void;
}

type Findings = AsyncGenerator<TableFinding, void, undefined>;

/**
 * Reads a table from the bookmark on and walks along each of its streams, holding one page and one walk at a time.
 *
 * A stream that was begun before the bookmark is first walked along silently up to there: its walk holds the state of an
 * aggregate, which no bookmark can carry.
 */
export class Sweep {
  readonly #options: SweepOptions;
  #walk: StreamWalk | undefined;

  constructor(options: SweepOptions) {
    this.#options = options;
  }

  async *findings(): Findings {
    const { reader, bookmark, segment, onPage } = this.#options;
    const { after, ended } = bookmark.marked;
    if (after && !ended) this.#walk = await this.#walkTo(after);
    for await (const page of reader.scan(after, segment)) {
      for (const item of page) yield* this.#visitNext(item);
      onPage();
    }
    yield* this.#end();
  }

  async #walkTo({ key, partition }: Place): Promise<StreamWalk> {
    const { reader, walkAlong, onPage } = this.#options;
    const walk = walkAlong(key);
    for await (const page of reader.query({ key, to: partition, inclusive: true })) {
      for (const item of page) walk.next(item);
      onPage();
    }
    return walk;
  }

  async *#visitNext(item: ReadItem): Findings {
    this.#options.signal?.throwIfAborted();
    if (this.#walk?.key !== item.key) yield* this.#end();
    this.#walk ??= this.#options.walkAlong(item.key);
    const walk = this.#walk;
    if (walk.unseenBefore(item)) yield* this.#visitUnseen(walk, item);
    yield* this.#visit(walk, item);
  }

  async *#visitUnseen(walk: StreamWalk, item: ReadItem): Findings {
    // What lies before a stream's first item was, or will be, looked at by another reading.
    const { isNew } = walk;
    for await (const unseen of this.#unseen(() => walk.unseenBefore(item))) {
      if (isNew) walk.next(unseen);
      else yield* this.#visit(walk, unseen);
    }
  }

  /** Items that a walk has not seen, as long as there are some or may come. */
  async *#unseen(stretch: () => Unseen | undefined): AsyncGenerator<ReadItem, void, undefined> {
    const { reader, onPage } = this.#options;
    for await (const page of readUnseen(reader, stretch)) {
      yield* page;
      onPage();
    }
  }

  *#visit(walk: StreamWalk, item: ReadItem): Generator<TableFinding, void, undefined> {
    const { bookmark } = this.#options;
    const { isNew } = walk;
    const { findings, compared } = walk.next(item);
    yield* bookmark.report(item, findings);
    bookmark.pass(item, {
      streams: isNew ? 1 : 0,
      items: 1,
      events: item.versions.length,
      snapshots: item.decoded?.snapshot ? 1 : 0,
      compared,
      bytes: item.size,
    });
  }

  async *#end(): Findings {
    const walk = this.#walk;
    if (!walk) return;
    const { key } = walk;
    // What was stored behind the scan tells whether the last commit is whole, and is not looked at further.
    for await (const item of this.#unseen(() => walk.unseenAfter())) walk.next(item);
    yield* this.#options.bookmark.report({ key }, walk.end());
    this.#options.bookmark.end({ key });
    this.#walk = undefined;
  }
}
