import { EVENTS } from '../definition/events-table.js';
import type { DynamoDbOptions } from '../options.js';
import type { TableWaitOptions } from './await-table.js';
import { dropTable } from './drop-table.js';
import { withRequests } from './with-requests.js';

/**
 * Deletes the table and **every event in it**, and waits until it is gone. It is not an error if the table does not
 * exist.
 *
 * Delete the checkpoints of its consumers, too: with positions from this table, the first events of a new one of the same
 * name would pass as taken.
 *
 * @returns whether there was a table to delete.
 * @throws {TableProtectedError} when it is protected from deletion.
 * @throws {StoreUnavailableError} when it is not gone in time, or DynamoDB cannot be reached.
 */
export function deleteTable(options: DynamoDbOptions, wait: TableWaitOptions = {}): Promise<'deleted' | 'absent'> {
  return withRequests(options, EVENTS, (requests) => dropTable(requests, wait));
}
