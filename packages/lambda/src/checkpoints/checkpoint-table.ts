import {
  type CreateTableOptions,
  type DynamoDbOptions,
  Table,
  type TableKind,
  type TableWaitOptions,
} from '@eventsource/dynamodb';
import { checkpointTableDefinition } from './checkpoint-table-definition.js';
import { EXPIRES } from './format.js';

/** The tables that checkpoints are kept in. */
export const CHECKPOINTS: TableKind = {
  holds: 'checkpoints',
  definition: checkpointTableDefinition,
  expiry: EXPIRES,
  definedBy: 'checkpointTableDefinition',
  createdBy: 'createCheckpointTable',
  package: '@eventsource/lambda',
};

/**
 * Creates the table for checkpoints, as {@link checkpointTableDefinition} says, has DynamoDB delete what pollers noted of shards
 * that are long gone, and waits until it is usable. One that exists with the right key keeps its items and settings: to call
 * this at every start is harmless.
 *
 * @returns whether the table was created now.
 * @throws {TableMismatchError} when a table of this name has another key.
 * @throws {PointInTimeRecoveryError} when it is created, and only its point-in-time recovery could not be turned on.
 * @throws {StoreUnavailableError} when it is not usable in time, or DynamoDB cannot be reached.
 * @example
 * await createCheckpointTable({ table: 'checkpoints', region: 'us-west-2' }, { deletionProtection: true });
 */
export async function createCheckpointTable(
  options: DynamoDbOptions,
  creation: CreateTableOptions = {},
): Promise<'created' | 'existed'> {
  const table = new Table(options, CHECKPOINTS);
  return table.create(creation).finally(() => table.close());
}

/**
 * Deletes the table and **every position in it**, so that every consumer starts from the beginning, and waits until it
 * is gone. It is not an error if the table does not exist. Delete it together with the table of events: positions from
 * a deleted table would let the first events of a new one of the same name pass as taken.
 *
 * @returns whether there was a table to delete.
 * @throws {TableProtectedError} when it is protected from deletion.
 * @throws {StoreUnavailableError} when it is not gone in time, or DynamoDB cannot be reached.
 */
export async function deleteCheckpointTable(
  options: DynamoDbOptions,
  wait: TableWaitOptions = {},
): Promise<'deleted' | 'absent'> {
  const table = new Table(options, CHECKPOINTS);
  return table.delete(wait).finally(() => table.close());
}
