import { writeUnits } from '../item/item-size.js';
import type { ReadItem } from '../reading/read-item.js';
import type { Target, TargetStream } from './target.js';

/** Takes everything, and keeps nothing. */
export class Nowhere implements Target, TargetStream {
  readonly concurrency = 1;
  readonly resumable = false;

  /** @param isTable whether what is taken would be written to a table. */
  constructor(
    readonly identity: string,
    private readonly isTable: boolean,
  ) {}

  begin(): TargetStream {
    return this;
  }

  async take(items: readonly ReadItem[]) {
    const units = this.isTable ? items.reduce((sum, { size }) => sum + writeUnits(size), 0) : 0;
    return { written: items.length, writeUnits: units };
  }

  async finish() {
    return {};
  }

  async close(): Promise<void> {}
}
