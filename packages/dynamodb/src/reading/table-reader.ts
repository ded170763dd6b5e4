import { QueryCommand, ScanCommand, type ServiceInputTypes, type ServiceOutputTypes } from '@aws-sdk/client-dynamodb';
import { KEY, PARTITION } from '../item/format.js';
import type { Item } from '../item/item.js';
import type { Command } from '../request/command.js';
import type { PacedRequests } from './paced-requests.js';
import { PageSize } from './page-size.js';
import { type Place, type ReadItem, readItem } from './read-item.js';
import type { Segment } from './segment.js';

/**
 * A part of one stream: what lies behind one partition, or from its beginning on, and before another or up to it, or to its
 * end.
 */
export interface Stretch {
  readonly key: string;
  readonly after?: string | undefined;
  readonly to?: string;
  readonly inclusive?: boolean;
}

export type Pages = AsyncGenerator<readonly ReadItem[], void, undefined>;

/** What each request of a sequence differs in. */
interface Position {
  readonly ExclusiveStartKey: Item | undefined;
  readonly Limit: number | undefined;
}

export interface TableReaderOptions {
  /** Whether what was stored last must be seen. At half the price it may not be, for about a second. Default: true. */
  readonly consistent?: boolean;
}

/** Reads items page by page at the pace of its requests. */
export class TableReader {
  readonly #requests: PacedRequests;
  readonly #pageSize: PageSize;
  readonly #consistent: boolean;

  constructor(requests: PacedRequests, unitsPerSecond: number, { consistent = true }: TableReaderOptions = {}) {
    this.#requests = requests;
    this.#pageSize = new PageSize(consistent ? unitsPerSecond : 2 * unitsPerSecond);
    this.#consistent = consistent;
  }

  /** Every item behind a place: one stream after another, each ascending by partition. */
  scan(after: Place | undefined, segment: Segment | undefined): Pages {
    const part = segment && { Segment: segment.index, TotalSegments: segment.of };
    return this.#pages('Scan', after, (position) => new ScanCommand({ ...this.#common, ...part, ...position }));
  }

  query({ key, after, to, inclusive = false }: Stretch): Pages {
    const end = to === undefined ? '' : ` AND #partition ${inclusive ? '<=' : '<'} :to`;
    const condition = {
      KeyConditionExpression: `#key = :key${end}`,
      ExpressionAttributeNames: { '#key': KEY, ...(to !== undefined && { '#partition': PARTITION }) },
      ExpressionAttributeValues: { ':key': { S: key }, ...(to !== undefined && { ':to': { N: to } }) },
    };
    const start = after === undefined ? undefined : { key, partition: after };
    return this.#pages('Query', start, (position) => new QueryCommand({ ...this.#common, ...condition, ...position }));
  }

  /** Reads nothing for so many milliseconds. */
  hold(milliseconds: number): void {
    this.#requests.hold(milliseconds);
  }

  get #common() {
    return {
      TableName: this.#requests.table,
      ConsistentRead: this.#consistent,
      ReturnConsumedCapacity: 'TOTAL',
    } as const;
  }

  async *#pages<I extends ServiceInputTypes, O extends ServiceOutputTypes & Page>(
    operation: string,
    after: Place | undefined,
    commandAt: (position: Position) => Command<I, O>,
  ): Pages {
    let start: Item | undefined = after && { [KEY]: { S: after.key }, [PARTITION]: { N: after.partition } };
    do {
      const command = commandAt({ ExclusiveStartKey: start, Limit: this.#pageSize.limit });
      const { Items = [], LastEvaluatedKey } = await this.#requests.send(operation, command);
      const items = Items.map((item) => readItem(this.#requests.table, item));
      this.#pageSize.add(items.map(({ size }) => size));
      yield items;
      start = LastEvaluatedKey;
    } while (start);
  }
}

interface Page {
  readonly Items?: Item[] | undefined;
  readonly LastEvaluatedKey?: Item | undefined;
}
