import { DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import type { RequestOptions } from '@eventsource/core';
import { EVENTS } from '../definition/events-table.js';
import type { DynamoDbOptions } from '../options.js';
import { withRequests } from '../table/with-requests.js';

/**
 * The size of a table according to DynamoDB, which counts about every six hours, so that a new table may seem empty.
 */
export interface ScanEstimate {
  readonly bytes: number;
  readonly items: number;
  /** What {@link listStreams} and {@link tableStats} take, if the size is still that. */
  readonly readUnits: number;
}

/** Bytes that one unit reads when what was stored last need not be seen. */
const BYTES_PER_UNIT = 8192;

/**
 * What reading a whole table costs, before it is read. It takes no read unit; a policy needs `dynamodb:DescribeTable`.
 *
 * @throws {TableNotFoundError}
 * @example
 * const { readUnits } = await estimateScan({ table: 'orders' });
 */
export const estimateScan = (options: DynamoDbOptions, request: RequestOptions = {}): Promise<ScanEstimate> =>
  withRequests(options, EVENTS, async (requests) => {
    const command = new DescribeTableCommand({ TableName: requests.table });
    const { Table } = await requests.send('DescribeTable', command, request);
    const { TableSizeBytes: bytes = 0, ItemCount: items = 0 } = Table ?? {};
    return { bytes, items, readUnits: Math.max(0.5, Math.ceil(bytes / BYTES_PER_UNIT)) };
  });
