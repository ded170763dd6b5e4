import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import { KEY, PARTITION } from '../item/format.js';

/** Asks for the item in one slot, read consistently. */
export const getItem = (table: string, stream: string, version: number): GetItemCommand =>
  new GetItemCommand({
    TableName: table,
    Key: { [KEY]: { S: stream }, [PARTITION]: { N: String(version) } },
    ConsistentRead: true,
    ReturnConsumedCapacity: 'TOTAL',
  });
