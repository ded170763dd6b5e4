import { type AttributeValue, BatchGetItemCommand } from '@aws-sdk/client-dynamodb';
import type { ConsumeOptions } from '@eventsource/core';
import type { Table } from '@eventsource/dynamodb';
import { inBatches } from './batches.js';
import { KEY } from './format.js';

/** What one BatchGetItem takes. */
const BATCH_SIZE = 100;

type Item = Record<string, AttributeValue>;

/**
 * Reads the items with these keys, each named once, consistently: one request for each 100.
 *
 * @throws {ThrottledError} when DynamoDB keeps leaving some out.
 */
export async function readItems(table: Table, keys: readonly string[], options: ConsumeOptions): Promise<Item[]> {
  const items: Item[] = [];
  const { name } = table;
  const wanted: Item[] = keys.map((key) => ({ [KEY]: { S: key } }));
  await inBatches(wanted, BATCH_SIZE, { table: name, ...options }, async (batch) => {
    const command = new BatchGetItemCommand({ RequestItems: { [name]: { Keys: [...batch], ConsistentRead: true } } });
    const { Responses, UnprocessedKeys } = await table.read('BatchGetItem', command, options);
    items.push(...(Responses?.[name] ?? []));
    return UnprocessedKeys?.[name]?.Keys ?? [];
  });
  return items;
}
