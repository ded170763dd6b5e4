import { isDeepStrictEqual } from 'node:util';
import { CreateTableCommand, type CreateTableCommandInput, type TableDescription } from '@aws-sdk/client-dynamodb';
import { keySchema } from '../definition/key-schema.js';
import { keyNeeded } from '../definition/table-kind.js';
import { TableMismatchError } from '../errors/table-mismatch-error.js';
import { requestError } from '../request/request-error.js';
import type { Requests } from '../request/requests.js';
import { awaitTable, isInUse } from './await-table.js';
import type { CreateTableOptions } from './create-table-options.js';
import { enableRecovery } from './point-in-time-recovery.js';

/**
 * Creates the table of the requests as the definition says, and waits until it is usable. One that exists is waited for
 * too, and only its key is compared.
 */
export async function ensureTable(
  requests: Requests,
  definition: CreateTableCommandInput,
  options: CreateTableOptions,
): Promise<'created' | 'existed'> {
  const begun = Date.now();
  const outcome = await requests.try('CreateTable', new CreateTableCommand(definition), options);
  if ('failure' in outcome && !isInUse(outcome.failure.error)) throw requestError(outcome.failure);
  const refused = 'failure' in outcome;
  const table = await awaitTable(requests, (table) => isActive(table) || (refused && !table), options);
  // It was being deleted, and now it is gone.
  if (!table) return ensureTable(requests, definition, options);
  if (!isDeepStrictEqual(keySchema(table), keySchema(definition))) {
    const { kind } = requests;
    throw new TableMismatchError(requests.table, keyNeeded(kind), { holds: kind.holds });
  }
  // Refused after a try whose answer was lost: it may be that try which created the table.
  if (refused && !(outcome.failure.doubtful && isNewerThan(begun, table))) return 'existed';
  if (options.pointInTimeRecovery) await enableRecovery(requests, options);
  return 'created';
}

const isActive = (table: TableDescription | undefined): boolean => table?.TableStatus === 'ACTIVE';

/** Between this machine's clock and that of DynamoDB, in milliseconds. */
const SKEW = 10_000;

const isNewerThan = (begun: number, { CreationDateTime }: TableDescription): boolean =>
  CreationDateTime !== undefined && CreationDateTime.getTime() > begun - SKEW;
