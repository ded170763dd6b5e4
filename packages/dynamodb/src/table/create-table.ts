import { EVENTS } from '../definition/events-table.js';
import { tableDefinition } from '../definition/table-definition.js';
import type { DynamoDbOptions } from '../options.js';
import type { CreateTableOptions } from './create-table-options.js';
import { ensureTable } from './ensure-table.js';
import { withRequests } from './with-requests.js';

/**
 * Creates the table for events, as {@link tableDefinition} says, and waits until it is usable. A table that exists with
 * the right key stays as it is, whatever its settings, and is waited for too: to call this at every start is harmless.
 *
 * @returns whether the table was created now.
 * @throws {TableMismatchError} when a table of this name has another key.
 * @throws {PointInTimeRecoveryError} when it is created, and only its point-in-time recovery could not be turned on.
 * @throws {StoreUnavailableError} when it is not usable in time, or DynamoDB cannot be reached.
 * @example
 * await createTable({ table: 'orders', region: 'us-west-2' }, { pointInTimeRecovery: true });
 */
export const createTable = (
  options: DynamoDbOptions,
  creation: CreateTableOptions = {},
): Promise<'created' | 'existed'> =>
  withRequests(options, EVENTS, (requests) =>
    ensureTable(requests, tableDefinition(requests.table, creation), creation),
  );
