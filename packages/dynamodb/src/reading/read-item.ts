import { MalformedStreamError } from '@eventsource/core';
import { EVENTS } from '../definition/events-table.js';
import { keyNeeded } from '../definition/table-kind.js';
import { TableMismatchError } from '../errors/table-mismatch-error.js';
import { type DecodedItem, decode } from '../item/decode.js';
import { KEY, PARTITION, versionOf } from '../item/format.js';
import type { Item } from '../item/item.js';
import { itemSize } from '../item/item-size.js';

/** Where an item lies. The partition stays the text that DynamoDB gives: a number in JavaScript may be another. */
export interface Place {
  readonly key: string;
  readonly partition: string;
}

/** An item as it was read, whether or not it holds a commit, or a part of one. */
export interface ReadItem extends Place {
  readonly item: Item;
  /** In bytes, as DynamoDB counts. */
  readonly size: number;
  /** The versions that its attributes' names stand for, ascending. */
  readonly versions: readonly number[];
  /** Undefined when it is malformed. */
  readonly decoded: DecodedItem | undefined;
  /** Why it is malformed. */
  readonly fault: MalformedStreamError | undefined;
}

/** @throws {TableMismatchError} when the item lacks the key of events. */
export function readItem(table: string, item: Item): ReadItem {
  const [key, partition] = [item[KEY]?.S, item[PARTITION]?.N];
  if (key === undefined || partition === undefined)
    throw new TableMismatchError(table, keyNeeded(EVENTS), { holds: EVENTS.holds });
  const versions = Object.keys(item).flatMap((name) => versionOf(name) ?? []);
  return {
    key,
    partition,
    item,
    size: itemSize(item),
    versions: versions.sort((a, b) => a - b),
    ...decoding(key, item),
  };
}

function decoding(key: string, item: Item): Pick<ReadItem, 'decoded' | 'fault'> {
  try {
    return { decoded: decode(key, item), fault: undefined };
  } catch (fault) {
    if (fault instanceof MalformedStreamError) return { decoded: undefined, fault };
    throw fault;
  }
}
