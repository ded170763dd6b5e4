import { writeUnits } from '../../item/item-size.js';
import type { ReadItem } from '../../reading/read-item.js';
import type { CopyTotals } from '../copy-totals.js';
import { CopyConflictError } from '../errors/copy-conflict-error.js';
import { UnverifiedCopyError } from '../errors/unverified-copy-error.js';
import { sameItem } from '../same-item.js';
import type { TargetStream } from '../target.js';
import { HeldItems } from './held-items.js';
import { putItem } from './put-item.js';
import type { TableAccess } from './table-access.js';

export interface TableStreamOptions {
  readonly key: string;
  /** The partition up to which the stream has been copied and verified. */
  readonly after: string | undefined;
  readonly dryRun: boolean;
}

/**
 * One stream of the target. What it holds is compared with the source before anything is put, so that a stream which
 * somebody else wrote to is left as it is; then the items that it lacks are put, one after another, and read back.
 */
export class TableStream implements TargetStream {
  readonly #access: TableAccess;
  readonly #options: TableStreamOptions;
  readonly #held: HeldItems;
  #after: string | undefined;
  #written = 0;

  constructor(access: TableAccess, options: TableStreamOptions) {
    this.#access = access;
    this.#options = options;
    this.#after = options.after;
    this.#held = new HeldItems(access.reader.query({ key: options.key, after: options.after }));
  }

  async take(items: readonly ReadItem[]): Promise<Partial<CopyTotals>> {
    const alreadyThere = await this.#compare(items);
    const missing = items.slice(alreadyThere);
    if (this.#options.dryRun) return { alreadyThere, verified: alreadyThere, ...wouldWrite(missing) };
    for (const item of missing) await this.#put(item);
    await this.#readBack(missing);
    return { alreadyThere, written: missing.length, verified: items.length };
  }

  /** @returns how many of the items the target holds already. */
  async #compare(items: readonly ReadItem[]): Promise<number> {
    for (const [index, item] of items.entries()) {
      const held = await this.#held.peek();
      if (!held) return index;
      if (!sameItem(held.item, item.item)) throw this.#conflict(item, difference(item, held));
      this.#held.pass();
      this.#after = item.partition;
    }
    return items.length;
  }

  async #put(item: ReadItem): Promise<void> {
    const inTheWay = await putItem(this.#access, item);
    // An earlier try of this very write, whose answer was lost, is no conflict.
    if (inTheWay && !sameItem(inTheWay, item.item))
      throw this.#conflict(item, 'something else wrote it during the copy.');
    this.#written++;
  }

  async #readBack(missing: readonly ReadItem[]): Promise<void> {
    const to = missing.at(-1)?.partition;
    if (to === undefined) return;
    const written = new HeldItems(
      this.#access.reader.query({ key: this.#options.key, after: this.#after, to, inclusive: true }),
    );
    for (const item of missing) {
      const held = await written.peek();
      if (!held || !sameItem(held.item, item.item)) throw this.#unverified(item, held);
      written.pass();
    }
    const more = await written.peek();
    if (more) throw this.#unverified(more, more);
    this.#after = to;
  }

  #conflict({ partition }: ReadItem, problem: string): CopyConflictError {
    return new CopyConflictError(this.#options.key, partition, this.#written, problem);
  }

  #unverified({ partition }: ReadItem, held: ReadItem | undefined): UnverifiedCopyError {
    const problem = held ? `partition ${held.partition} differs.` : 'it is missing.';
    return new UnverifiedCopyError(
      `table "${this.#access.requests.table}"`,
      this.#options.key,
      `at partition ${partition}, ${problem}`,
    );
  }
}

function difference(item: ReadItem, held: ReadItem): string {
  if (held.partition === item.partition) return 'the item there differs.';
  return `it holds partition ${held.partition} in its place.`;
}

const wouldWrite = (missing: readonly ReadItem[]): Partial<CopyTotals> => ({
  written: missing.length,
  writeUnits: missing.reduce((units, { size }) => units + writeUnits(size), 0),
});
