import { type CreateTableOptions, type DynamoDbOptions, Table } from '@eventsource/dynamodb';
import { RESERVATIONS } from './reservations-table.js';

/**
 * Creates the table for reservations, as {@link reservationTableDefinition} says, has DynamoDB delete what has expired, and
 * waits until it is usable. A table that exists with the right key, the Go library's for instance, keeps its items: to call
 * this at every start is harmless.
 *
 * @returns whether the table was created now.
 * @throws {TableMismatchError} when a table of this name has another key.
 * @throws {PointInTimeRecoveryError} when it is created, and only its point-in-time recovery could not be turned on.
 * @throws {StoreUnavailableError} when it is not usable in time, or DynamoDB cannot be reached.
 * @example
 * await createReservationTable({ table: 'reservations', region: 'us-west-2' });
 */
export async function createReservationTable(
  options: DynamoDbOptions,
  creation: CreateTableOptions = {},
): Promise<'created' | 'existed'> {
  const table = new Table(options, RESERVATIONS);
  return table.create(creation).finally(() => table.close());
}
