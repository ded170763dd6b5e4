import { QueryCommand, type QueryCommandInput } from '@aws-sdk/client-dynamodb';
import { type RequestOptions, StoreUnavailableError } from '@eventsource/core';
import { type DecodedCommit, decode } from '../item/decode.js';
import { KEY, PARTITION } from '../item/format.js';
import type { Item } from '../item/item.js';
import type { Requests } from '../request/requests.js';

/** The items of a stream between two partitions, both included. */
export interface Range {
  readonly stream: string;
  readonly from?: number | undefined;
  readonly to?: number | undefined;
}

export interface PageRequest extends Range {
  readonly newestFirst?: boolean;
  /** At most so many items. A page also ends at 1 MB. */
  readonly limit?: number;
  /** Where the page before ended. */
  readonly start?: Item | undefined;
}

export interface Page {
  readonly commits: readonly DecodedCommit[];
  /** Where the next page starts, if there may be one. */
  readonly next: Item | undefined;
}

/** Reads one page of a stream: one strongly consistent Query. */
export async function queryPage(requests: Requests, page: PageRequest, options: RequestOptions): Promise<Page> {
  const answer = await requests.send('Query', new QueryCommand(inputOf(requests.table, page)), options);
  // DynamoDB answers with an empty list where there is nothing: no list at all is no answer, and no new stream.
  if (!answer.Items)
    throw new StoreUnavailableError(`table "${requests.table}"`, 'a Query was answered without items.');
  return { commits: answer.Items.map((item) => decode(page.stream, item)), next: answer.LastEvaluatedKey };
}

function inputOf(
  table: string,
  { stream, from, to, newestFirst = false, limit, start }: PageRequest,
): QueryCommandInput {
  const bounded = from !== undefined || to !== undefined;
  return {
    TableName: table,
    KeyConditionExpression: `#key = :key${condition(from, to)}`,
    ExpressionAttributeNames: { '#key': KEY, ...(bounded && { '#partition': PARTITION }) },
    ExpressionAttributeValues: {
      ':key': { S: stream },
      ...(from !== undefined && { ':from': { N: String(from) } }),
      ...(to !== undefined && { ':to': { N: String(to) } }),
    },
    ConsistentRead: true,
    ScanIndexForward: !newestFirst,
    ReturnConsumedCapacity: 'TOTAL',
    ...(limit !== undefined && { Limit: limit }),
    ...(start && { ExclusiveStartKey: start }),
  };
}

/** DynamoDB takes only one condition on the range key. */
function condition(from: number | undefined, to: number | undefined): string {
  if (from !== undefined && to !== undefined) return ' AND #partition BETWEEN :from AND :to';
  if (from !== undefined) return ' AND #partition >= :from';
  return to !== undefined ? ' AND #partition <= :to' : '';
}
