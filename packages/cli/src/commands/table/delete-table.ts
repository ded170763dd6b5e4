import { isDeepStrictEqual } from 'node:util';
import {
  type DescribedTable,
  describeTable,
  TableMismatchError,
  TableNotFoundError,
  TableProtectedError,
} from '@eventsource/dynamodb';
import type { Action } from '../../command/define-command.js';
import { connectionOf } from '../../connection/connection.js';
import type { ExitCode } from '../../exit-code.js';
import type { Session } from '../../session.js';
import { confirm } from '../../terminal/confirm.js';
import { count } from '../../terminal/figures.js';
import { print } from '../../terminal/print.js';
import type { DeleteTableOptions } from './delete-table-command.js';
import { printRequests } from './dryrun.js';
import { keyOf, keyText } from './key-text.js';
import type { TableWork } from './table-work.js';

export const deleteWith =
  ({ definition, remove }: TableWork, holds: string): Action<DeleteTableOptions> =>
  async (session, options) => {
    const { name: table, dryrun, yes, wait } = options;
    if (dryrun) return printRequests(session, [{ operation: 'DeleteTable', input: { TableName: table } }]);
    const { signal } = session;
    const source = { table, ...connectionOf(options) };
    const found = await foundTable(describeTable(source, { signal }));
    if (!found) return absent(session, table);
    refuseOther(table, found, keyOf(definition(table)), holds);
    const warning = `This deletes table "${table}" and all its ${holds}, about ${count(found.items)} items, for good.`;
    if (!(await confirm(session, { warning, answer: table, yes }))) {
      await print(session, { table, outcome: 'kept' }, 'Nothing was deleted.');
      return 1;
    }
    const outcome = await remove(source, { signal, waitAtMost: wait * 1000 });
    if (outcome === 'absent') return absent(session, table);
    await print(session, { table, outcome }, `Table "${table}" is deleted.`);
    return 0;
  };

const foundTable = (describing: Promise<DescribedTable>): Promise<DescribedTable | undefined> =>
  describing.catch((error: unknown) => {
    if (error instanceof TableNotFoundError) return undefined;
    throw error;
  });

async function absent(session: Session, table: string): Promise<ExitCode> {
  const text = `There is no table "${table}" in this region or at this endpoint: nothing was deleted.`;
  await print(session, { table, outcome: 'absent' }, text);
  return 0;
}

/** Not asked about, since the answer would be in vain, or a mistake. */
function refuseOther(table: string, found: DescribedTable, key: DescribedTable['key'], holds: string): void {
  if (!isDeepStrictEqual(found.key, key)) {
    throw new TableMismatchError(
      table,
      `${holds} need ${keyText(key)}, but this table has ${keyText(found.key)}. It was not deleted.`,
    );
  }
  if (found.deletionProtection) throw new TableProtectedError(table);
}
