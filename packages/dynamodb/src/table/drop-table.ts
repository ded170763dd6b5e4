import { DeleteTableCommand } from '@aws-sdk/client-dynamodb';
import { TableNotFoundError } from '../errors/table-not-found-error.js';
import { TableProtectedError } from '../errors/table-protected-error.js';
import { requestError } from '../request/request-error.js';
import type { Requests } from '../request/requests.js';
import { faultOf } from '../request/try-outcome.js';
import { awaitTable, isInUse, type TableWaitOptions } from './await-table.js';

/** Deletes the table of the requests with all that is in it, whatever that is, and waits until it is gone. */
export async function dropTable(requests: Requests, wait: TableWaitOptions): Promise<'deleted' | 'absent'> {
  const outcome = await requests.try('DeleteTable', new DeleteTableCommand({ TableName: requests.table }), wait);
  if ('answer' in outcome) {
    await awaitTable(requests, (table) => !table, wait);
    return 'deleted';
  }
  if (isInUse(outcome.failure.error)) {
    // It is being created, changed or deleted: afterwards it can be deleted, or is gone.
    await awaitTable(requests, (table) => table?.TableStatus === 'ACTIVE' || !table, wait);
    return dropTable(requests, wait);
  }
  const error = requestError(outcome.failure);
  if (error instanceof TableNotFoundError) return 'absent';
  throw isProtected(outcome.failure.error) ? new TableProtectedError(requests.table, { cause: error }) : error;
}

/** DynamoDB has one name for every invalid request. */
const isProtected = (error: unknown): boolean => /protected against deletion/i.test(String(faultOf(error).message));
