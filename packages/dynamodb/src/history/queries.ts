import { QueryCommand, type QueryCommandInput } from '@aws-sdk/client-dynamodb';
import type { RequestOptions } from '@eventsource/core';
import { type DecodedItem, decode } from '../item/decode.js';
import { KEY, PARTITION } from '../item/format.js';
import type { Item } from '../item/item.js';
import type { Requests } from '../request/requests.js';
import { commitsIn, onlyPart, type SeenCommit } from './seen-commit.js';

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
  /** The last item of the page before. */
  readonly start?: Item | undefined;
}

export interface Page {
  readonly commits: readonly SeenCommit[];
  /** What to ask for next, if there may be more. */
  readonly next: PageRequest | undefined;
}

/** Reads one page of a stream: one strongly consistent Query. The last commit may be cut: then the next page leaves it out. */
export async function queryPage(requests: Requests, page: PageRequest, options: RequestOptions): Promise<Page> {
  const { items, end } = await queryItems(requests, page, options);
  const commits = commitsIn(items);
  return { commits, next: end && after(page, commits.at(-1), end) };
}

/** Reads the items of one page, and where it ended, if there may be more. */
export async function queryItems(
  requests: Requests,
  page: PageRequest,
  options: RequestOptions,
): Promise<{ readonly items: readonly DecodedItem[]; readonly end: Item | undefined }> {
  const answer = await requests.send('Query', new QueryCommand(inputOf(requests.table, page)), options);
  return { items: (answer.Items ?? []).map((item) => decode(page.stream, item)), end: answer.LastEvaluatedKey };
}

function after(page: PageRequest, cut: SeenCommit | undefined, end: Item): PageRequest | undefined {
  if (!cut || onlyPart(cut)) return { ...page, start: end };
  const { first, last } = cut.extent;
  const { from = 0, to = Infinity } = page;
  if (page.newestFirst) return first > from ? { ...page, start: undefined, to: first - 1 } : undefined;
  return last < to ? { ...page, start: undefined, from: last + 1 } : undefined;
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
