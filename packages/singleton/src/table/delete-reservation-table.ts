import { type DynamoDbOptions, Table, type TableWaitOptions } from '@eventsource/dynamodb';
import { RESERVATIONS } from './reservations-table.js';

/**
 * Deletes the table and **every reservation in it**, and waits until it is gone. It is not an error if the table does
 * not exist.
 *
 * @returns whether there was a table to delete.
 * @throws {TableProtectedError} when it is protected from deletion.
 * @throws {StoreUnavailableError} when it is not gone in time, or DynamoDB cannot be reached.
 */
export async function deleteReservationTable(
  options: DynamoDbOptions,
  wait: TableWaitOptions = {},
): Promise<'deleted' | 'absent'> {
  const table = new Table(options, RESERVATIONS);
  return table.delete(wait).finally(() => table.close());
}
