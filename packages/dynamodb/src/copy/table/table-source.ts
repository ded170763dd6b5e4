import { Continuity, type Unseen } from '../../reading/continuity.js';
import type { Place, ReadItem } from '../../reading/read-item.js';
import { readUnseen } from '../../reading/read-unseen.js';
import type { Pages } from '../../reading/table-reader.js';
import type { Selection } from '../selection.js';
import type { Chunks, Source } from '../source.js';
import type { TableAccess } from './table-access.js';
import type { TableIdentity } from './table-identity.js';

/**
 * Reads a table, strongly consistent, a page of 1 MB at a time. Commands may go on meanwhile: what a page shows only a part
 * of, the first version or the second half of a commit missing, is looked for before it is passed on.
 */
export class TableSource implements Source {
  readonly identity: string;
  readonly expected: TableIdentity['expected'];
  readonly #access: TableAccess;
  readonly #selection: Selection;
  readonly #stream: string | undefined;
  #continuity: Continuity | undefined;

  constructor(access: TableAccess, selection: Selection, { identity, expected }: TableIdentity, stream?: string) {
    this.identity = identity;
    this.expected = expected;
    this.#access = access;
    this.#selection = selection;
    this.#stream = stream;
  }

  async *chunks(after: Place | undefined): Chunks {
    if (after) this.#continuity = new Continuity(after.key, after.partition);
    for await (const page of this.#pages(after)) {
      for (const items of byStream(page)) yield* this.#chunk(items);
    }
    yield* this.#end();
  }

  close(): Promise<void> {
    return this.#access.close();
  }

  #pages(after: Place | undefined): Pages {
    const { reader } = this.#access;
    const key = this.#stream;
    return key === undefined ? reader.scan(after, undefined) : reader.query({ key, after: after?.partition });
  }

  async *#chunk(items: readonly ReadItem[]): Chunks {
    const key = items[0]?.key;
    if (key !== this.#continuity?.key) yield* this.#end();
    if (key === undefined || !this.#selection.has(key)) return;
    this.#continuity ??= new Continuity(key);
    const continuity = this.#continuity;
    const whole: ReadItem[] = [];
    for (const item of items) {
      if (continuity.unseenBefore(item))
        whole.push(...(await this.#unseen(continuity, () => continuity.unseenBefore(item))));
      continuity.next(item);
      whole.push(item);
    }
    yield { key, items: whole };
  }

  /** The stream has no more items in the table, unless they are coming. */
  async *#end(): Chunks {
    const continuity = this.#continuity;
    this.#continuity = undefined;
    if (!continuity) return;
    const items = await this.#unseen(continuity, () => continuity.unseenAfter());
    if (items.length > 0) yield { key: continuity.key, items };
  }

  async #unseen(continuity: Continuity, stretch: () => Unseen | undefined): Promise<ReadItem[]> {
    const found: ReadItem[] = [];
    for await (const page of readUnseen(this.#access.reader, stretch)) {
      for (const item of page) continuity.next(item);
      found.push(...page);
    }
    return found;
  }
}

/** The items of a page, stream by stream. */
function byStream(page: readonly ReadItem[]): ReadItem[][] {
  const streams: ReadItem[][] = [];
  for (const item of page) {
    const newest = streams.at(-1);
    if (newest?.[0]?.key === item.key) newest.push(item);
    else streams.push([item]);
  }
  return streams;
}
