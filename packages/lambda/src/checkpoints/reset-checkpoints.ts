import { type AttributeValue, ScanCommand } from '@aws-sdk/client-dynamodb';
import type { ConsumeOptions } from '@eventsource/core';
import type { Table } from '@eventsource/dynamodb';
import { hashedKeySuffix, isKeyOf, keyPrefix } from './checkpoint-key.js';
import { deleteItems } from './delete-items.js';
import { KEY } from './format.js';

/** Reads the whole table, page by page, and deletes what is kept of a consumer. @returns how many items that were. */
export async function resetCheckpoints(table: Table, consumer: string, options: ConsumeOptions): Promise<number> {
  let deleted = 0;
  for (let start: Record<string, AttributeValue> | undefined; ; ) {
    const { Items = [], LastEvaluatedKey } = await table.read('Scan', scanFor(table.name, consumer, start), options);
    const keys = Items.map((item) => item[KEY]?.S ?? '').filter((key) => isKeyOf(consumer, key));
    await deleteItems(table, keys, options);
    deleted += keys.length;
    if (!LastEvaluatedKey) return deleted;
    start = LastEvaluatedKey;
  }
}

/** Consistently: a position that was missed would leave a hole in what is built again. The filter saves bytes, not units. */
const scanFor = (table: string, consumer: string, start: Record<string, AttributeValue> | undefined) =>
  new ScanCommand({
    TableName: table,
    ConsistentRead: true,
    ProjectionExpression: '#key',
    FilterExpression: 'begins_with(#key, :prefix) OR (begins_with(#key, :hashed) AND contains(#key, :suffix))',
    ExpressionAttributeNames: { '#key': KEY },
    ExpressionAttributeValues: {
      ':prefix': { S: keyPrefix(consumer) },
      ':hashed': { S: '#' },
      ':suffix': { S: hashedKeySuffix(consumer) },
    },
    ExclusiveStartKey: start,
    ReturnConsumedCapacity: 'TOTAL',
  });
