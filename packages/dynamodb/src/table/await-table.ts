import { setTimeout as pause } from 'node:timers/promises';
import { DescribeTableCommand, type TableDescription } from '@aws-sdk/client-dynamodb';
import { type RequestOptions, StoreUnavailableError } from '@eventsource/core';
import { TableNotFoundError } from '../errors/table-not-found-error.js';
import type { Requests } from '../request/requests.js';
import { faultOf } from '../request/try-outcome.js';

export interface TableWaitOptions extends RequestOptions {
  /** How many milliseconds to wait for the table, at most. Default: 60,000; AWS takes about ten seconds. */
  readonly waitAtMost?: number | undefined;
}

/** The table exists, or is being created, changed or deleted. */
export const isInUse = (error: unknown): boolean => faultOf(error).name === 'ResourceInUseException';

/** The table, or `undefined` where there is none. */
async function currentTable(requests: Requests, options: RequestOptions): Promise<TableDescription | undefined> {
  try {
    const command = new DescribeTableCommand({ TableName: requests.table });
    return (await requests.send('DescribeTable', command, options)).Table;
  } catch (error) {
    if (error instanceof TableNotFoundError) return undefined;
    throw error;
  }
}

/**
 * Asks for the table until it is as it should be.
 *
 * The SDK's waiters are not used: they take every failure, also missing credentials or an endpoint that is down, for a
 * table that is not ready yet, and say so after minutes.
 */
export async function awaitTable(
  requests: Requests,
  isReady: (table: TableDescription | undefined) => boolean,
  { waitAtMost = 60_000, ...options }: TableWaitOptions,
): Promise<TableDescription | undefined> {
  const end = performance.now() + waitAtMost;
  for (let delay = 20; ; delay = Math.min(delay * 2, 1000)) {
    const table = await currentTable(requests, options);
    if (isReady(table)) return table;
    if (performance.now() > end) throw notReady(requests.table, table, waitAtMost);
    const { signal } = options;
    await pause(delay, undefined, signal && { signal }).catch(() => signal?.throwIfAborted());
  }
}

const notReady = (name: string, table: TableDescription | undefined, waitAtMost: number) =>
  new StoreUnavailableError(
    `table "${name}"`,
    `it is still ${table?.TableStatus ?? 'missing'} after ${waitAtMost} ms.`,
  );
