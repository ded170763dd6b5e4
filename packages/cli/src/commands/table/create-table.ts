import { describeTable, pointInTimeRecovery, type TableSettings } from '@eventsource/dynamodb';
import type { Action } from '../../command/define-command.js';
import { connectionOf } from '../../connection/connection.js';
import { tableSettingsOf } from '../../options/table-settings-of.js';
import { print } from '../../terminal/print.js';
import { styleOf } from '../../terminal/style.js';
import type { CreateTableOptions } from './create-table-command.js';
import { differences } from './differences.js';
import { printRequests } from './dryrun.js';
import type { TableWork } from './table-work.js';

export const createWith =
  (work: TableWork): Action<CreateTableOptions> =>
  async (session, options) => {
    const { name: table, dryrun, pitr, wait } = options;
    const settings = tableSettingsOf(options);
    if (dryrun) return printRequests(session, requests(work, table, settings, pitr));
    const source = { table, ...connectionOf(options) };
    const { signal } = session;
    const creation = { ...settings, pointInTimeRecovery: pitr, signal, waitAtMost: wait * 1000 };
    const outcome = await work.create(source, creation);
    if (outcome === 'created') {
      await print(session, { table, outcome }, styleOf(session.stdout).green(`Table "${table}" is created.`));
      return 0;
    }
    const differs = differences(await describeTable(source, { signal }), creation);
    const but = differs.map((difference) => `\n- ${difference}`).join('');
    await print(session, { table, outcome, differs }, `Table "${table}" already exists and stays as it is.${but}`);
    return 0;
  };

const requests = ({ definition, expiry }: TableWork, table: string, settings: TableSettings, pitr?: boolean) => [
  { operation: 'CreateTable', input: definition(table, settings) },
  ...(pitr ? [{ operation: 'UpdateContinuousBackups', input: pointInTimeRecovery(table) }] : []),
  ...(expiry ? [{ operation: 'UpdateTimeToLive', input: expiry(table) }] : []),
];
