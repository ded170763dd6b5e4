import { DeleteTableCommand } from '@aws-sdk/client-dynamodb';
import { TableNotFoundError } from '../errors/table-not-found-error.js';
import type { DynamoDbOptions } from '../options.js';
import { requestError } from '../request/request-error.js';
import type { Requests } from '../request/requests.js';
import { awaitTable, isInUse, type TableWaitOptions } from './await-table.js';
import { withRequests } from './with-requests.js';

/**
 * Deletes the table and **every event in it**, and waits until it is gone. One that does not exist is no error.
 *
 * @returns whether there was a table to delete.
 * @throws {StoreUnavailableError} when it is not gone in time, is protected from deletion, or DynamoDB cannot be reached.
 */
export function deleteTable(options: DynamoDbOptions, wait: TableWaitOptions = {}): Promise<'deleted' | 'absent'> {
  return withRequests(options, (requests) => drop(requests, wait));
}

async function drop(requests: Requests, wait: TableWaitOptions): Promise<'deleted' | 'absent'> {
  const outcome = await requests.try('DeleteTable', new DeleteTableCommand({ TableName: requests.table }), wait);
  if ('answer' in outcome) {
    await awaitTable(requests, (table) => !table, wait);
    return 'deleted';
  }
  if (isInUse(outcome.failure.error)) {
    // It is being created, changed or deleted: afterwards it can be deleted, or is gone.
    await awaitTable(requests, (table) => table?.TableStatus === 'ACTIVE' || !table, wait);
    return drop(requests, wait);
  }
  const error = requestError(outcome.failure);
  if (error instanceof TableNotFoundError) return 'absent';
  throw error;
}
