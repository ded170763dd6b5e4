import { QueryCommand, type QueryCommandInput } from '@aws-sdk/client-dynamodb';
import type { RequestOptions } from '@eventsource/core';
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
  return { commits: (answer.Items ?? []).map((item) => decode(page.stream, item)), next: answer.LastEvaluatedKey };
}

/**
 * There is always a condition on the range key: a table without one refuses it, where it would take the first commit of a
 * stream and then no other.
 */
function inputOf(table: string, { stream, from = 0, to, newestFirst, limit, start }: PageRequest): QueryCommandInput {
  return {
    TableName: table,
    KeyConditionExpression: `#key = :key AND #partition ${to === undefined ? '>= :from' : 'BETWEEN :from AND :to'}`,
    ExpressionAttributeNames: { '#key': KEY, '#partition': PARTITION },
    ExpressionAttributeValues: {
      ':key': { S: stream },
      ':from': { N: String(from) },
      ...(to !== undefined && { ':to': { N: String(to) } }),
    },
    ConsistentRead: true,
    ScanIndexForward: !newestFirst,
    ReturnConsumedCapacity: 'TOTAL',
    ...(limit !== undefined && { Limit: limit }),
    ...(start && { ExclusiveStartKey: start }),
  };
}
