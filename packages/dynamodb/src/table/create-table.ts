import { CreateTableCommand, type KeySchemaElement, type TableDescription } from '@aws-sdk/client-dynamodb';
import { TableMismatchError } from '../errors/table-mismatch-error.js';
import type { DynamoDbOptions } from '../options.js';
import { requestError } from '../request/request-error.js';
import type { Requests } from '../request/requests.js';
import { awaitTable, isInUse, type TableWaitOptions } from './await-table.js';
import { tableDefinition } from './table-definition.js';
import { withRequests } from './with-requests.js';

/**
 * Creates the table for events, as {@link tableDefinition} says, and waits until it is usable. A table that exists with
 * the right key stays as it is, and is waited for too: to call this at every start is harmless.
 *
 * @returns whether the table was created now.
 * @throws {TableMismatchError} when a table of this name has another key.
 * @throws {StoreUnavailableError} when it is not usable in time, or DynamoDB cannot be reached.
 * @example
 * await createTable({ table: 'orders', region: 'us-west-2' });
 */
export function createTable(options: DynamoDbOptions, wait: TableWaitOptions = {}): Promise<'created' | 'existed'> {
  return withRequests(options, (requests) => create(requests, wait));
}

async function create(requests: Requests, wait: TableWaitOptions): Promise<'created' | 'existed'> {
  const command = new CreateTableCommand(tableDefinition(requests.table));
  const outcome = await requests.try('CreateTable', command, wait);
  if ('failure' in outcome && !isInUse(outcome.failure.error)) throw requestError(outcome.failure);
  const existed = 'failure' in outcome;
  const table = await awaitTable(requests, (table) => isActive(table) || (existed && !table), wait);
  // It was being deleted, and now it is gone.
  if (!table) return create(requests, wait);
  if (!hasKeyOfEvents(table)) throw new TableMismatchError(requests.table);
  return existed ? 'existed' : 'created';
}

const isActive = (table: TableDescription | undefined): boolean => table?.TableStatus === 'ACTIVE';

function hasKeyOfEvents({ TableName, KeySchema, AttributeDefinitions }: TableDescription): boolean {
  const definition = tableDefinition(TableName ?? '');
  const keyOf = (schema: readonly KeySchemaElement[] = [], types = AttributeDefinitions) =>
    schema.map(({ AttributeName, KeyType }) => {
      const type = types?.find((attribute) => attribute.AttributeName === AttributeName)?.AttributeType;
      return `${KeyType} ${AttributeName} ${type}`;
    });
  return String(keyOf(KeySchema)) === String(keyOf(definition.KeySchema, definition.AttributeDefinitions));
}
