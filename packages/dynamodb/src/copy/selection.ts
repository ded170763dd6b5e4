import { defaultNaming } from '@eventsource/core';
import { KEY } from '../item/format.js';
import { itemSize } from '../item/item-size.js';
import { checkStream } from '../item/stream-key.js';
import type { ReadItem } from '../reading/read-item.js';
import type { CopyOptions } from './copy-options.js';

/** Which streams are copied, and what they are called in the target. */
export class Selection {
  readonly #options: Pick<CopyOptions, 'aggregate' | 'stream' | 'prefix'>;

  /** @throws {RangeError} when there can be no aggregate of this name. */
  constructor(options: Pick<CopyOptions, 'aggregate' | 'stream' | 'prefix'>) {
    this.#options = options;
    const { aggregate } = options;
    if (aggregate === undefined || (aggregate !== '' && !aggregate.includes(':'))) return;
    throw new RangeError(`An aggregate cannot be named "${aggregate}": the name is empty or holds a ":".`);
  }

  has(key: string): boolean {
    const { stream, prefix = '' } = this.#options;
    return (stream === undefined || key === stream) && key.startsWith(prefix);
  }

  /** @throws {InvalidStreamError} when DynamoDB would not take the name. */
  nameOf(key: string): string {
    const { aggregate } = this.#options;
    if (aggregate === undefined) return key;
    const name = defaultNaming({ aggregate, aggregateId: key });
    checkStream(name);
    return name;
  }

  renamed(read: ReadItem): ReadItem {
    const key = this.nameOf(read.key);
    if (key === read.key) return read;
    const item = { ...read.item, [KEY]: { S: key } };
    return { ...read, key, item, size: itemSize(item) };
  }
}
