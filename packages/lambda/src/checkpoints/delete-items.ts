import { BatchWriteItemCommand, type WriteRequest } from '@aws-sdk/client-dynamodb';
import type { ConsumeOptions } from '@eventsource/core';
import type { Table } from '@eventsource/dynamodb';
import { inBatches } from './batches.js';
import { KEY } from './format.js';

/** What one BatchWriteItem takes. */
const BATCH_SIZE = 25;

/**
 * Deletes the items with these keys, each named once, whatever they hold: one request for each 25.
 *
 * @throws {ThrottledError} when DynamoDB keeps leaving some out.
 */
export async function deleteItems(table: Table, keys: readonly string[], options: ConsumeOptions): Promise<void> {
  const { name } = table;
  const deletions: WriteRequest[] = keys.map((key) => ({ DeleteRequest: { Key: { [KEY]: { S: key } } } }));
  await inBatches(deletions, BATCH_SIZE, { table: name, ...options }, async (batch) => {
    const command = new BatchWriteItemCommand({
      RequestItems: { [name]: [...batch] },
      ReturnConsumedCapacity: 'TOTAL',
    });
    const answer = await table.write('BatchWriteItem', command, options);
    return answer?.UnprocessedItems?.[name] ?? [];
  });
}
