import { QueryCommand, type QueryCommandInput } from '@aws-sdk/client-dynamodb';
import type { RequestOptions } from '@eventsource/core';
import { KEY, PARTITION } from '../item/format.js';
import type { Item } from '../item/item.js';
import { readItem } from '../reading/read-item.js';
import type { Requests } from '../request/requests.js';
import type { SeenItem } from './inspect-item.js';

/** The items of a stream between two partitions, both included. */
export interface Partitions {
  readonly key: string;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly newestFirst?: boolean;
  /** How many to ask for at first; then twice as many, and so on. Default: as many as a page of 1 MB holds. */
  readonly limit?: number;
}

/** Far below, and above, every partition: a table without a range key refuses the condition, where it would take none. */
const [LOWEST, HIGHEST] = ['-1e30', '1e30'];

/** Reads items as they are, strongly consistent, page by page as they are asked for. */
export async function* rawItems(
  requests: Requests,
  partitions: Partitions,
  options: RequestOptions,
): AsyncGenerator<SeenItem, void, undefined> {
  let { limit } = partitions;
  let ExclusiveStartKey: Item | undefined;
  do {
    const command = new QueryCommand({ ...inputOf(requests.table, partitions), Limit: limit, ExclusiveStartKey });
    const { Items = [], LastEvaluatedKey } = await requests.send('Query', command, options);
    for (const raw of Items) yield { raw, read: readItem(requests.table, raw) };
    ExclusiveStartKey = LastEvaluatedKey;
    limit = limit && limit * 2;
  } while (ExclusiveStartKey);
}

const inputOf = (
  table: string,
  { key, from = LOWEST, to = HIGHEST, newestFirst = false }: Partitions,
): QueryCommandInput => ({
  TableName: table,
  KeyConditionExpression: '#key = :key AND #partition BETWEEN :from AND :to',
  ExpressionAttributeNames: { '#key': KEY, '#partition': PARTITION },
  ExpressionAttributeValues: { ':key': { S: key }, ':from': { N: from }, ':to': { N: to } },
  ConsistentRead: true,
  ScanIndexForward: !newestFirst,
  ReturnConsumedCapacity: 'TOTAL',
});
