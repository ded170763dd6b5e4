import { setTimeout as pause } from 'node:timers/promises';
import { type AttributeValue, BatchGetItemCommand } from '@aws-sdk/client-dynamodb';
import { type ConsumeOptions, ThrottledError } from '@eventsource/core';
import type { Table } from '@eventsource/dynamodb';
import { KEY } from './format.js';

/** What one BatchGetItem takes, and how many are under way together. */
const BATCH_SIZE = 100;
const SIDE_BY_SIDE = 4;
/** In milliseconds, before what was not answered is asked for again. */
const PAUSES = [20, 50, 100, 200, 400, 800, 1600];

type Item = Record<string, AttributeValue>;

/**
 * Reads the items with these keys, each named once, consistently: one request for each 100.
 *
 * @throws {ThrottledError} when DynamoDB keeps leaving some out.
 */
export async function readItems(table: Table, keys: readonly string[], options: ConsumeOptions): Promise<Item[]> {
  const items: Item[] = [];
  for (const together of chunks(chunks(keys, BATCH_SIZE), SIDE_BY_SIDE)) {
    const read = await Promise.all(together.map((batch) => readBatch(table, batch, options)));
    items.push(...read.flat());
  }
  return items;
}

async function readBatch(table: Table, keys: readonly string[], { signal }: ConsumeOptions): Promise<Item[]> {
  const items: Item[] = [];
  let wanted: Item[] = keys.map((key) => ({ [KEY]: { S: key } }));
  for (const delay of PAUSES) {
    const command = new BatchGetItemCommand({ RequestItems: { [table.name]: { Keys: wanted, ConsistentRead: true } } });
    const { Responses, UnprocessedKeys } = await table.read('BatchGetItem', command, signal && { signal });
    items.push(...(Responses?.[table.name] ?? []));
    wanted = UnprocessedKeys?.[table.name]?.Keys ?? [];
    if (wanted.length === 0) return items;
    const time = delay * (0.5 + Math.random() / 2);
    await pause(time, undefined, signal && { signal }).catch(() => signal?.throwIfAborted());
  }
  throw new ThrottledError(`table "${table.name}"`);
}

function chunks<T>(list: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, index) =>
    list.slice(index * size, (index + 1) * size),
  );
}
