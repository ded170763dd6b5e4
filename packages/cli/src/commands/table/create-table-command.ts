import { type DefinedCommand, defineCommand } from '../../command/define-command.js';
import { type ConnectionOptions, connectionOptions, tableOption } from '../../connection/connection-options.js';
import { type TableSettingsOptions, tableSettingsOptions } from '../../options/table-settings.js';
import { dryrunOption, type TableKind, waitOption } from './table-kind.js';

export interface CreateTableOptions extends ConnectionOptions, TableSettingsOptions {
  readonly name: string;
  readonly dryrun?: boolean;
  readonly wait: number;
}

export const createTableCommand = ({ group, holds, table, load }: TableKind): DefinedCommand =>
  defineCommand<CreateTableOptions>({
    name: 'create-table',
    summary: `Creates a table of ${holds}, and waits until it is usable.`,
    details:
      'A table that exists with the right key stays as it is, which is reported (exit code 0); one with another ' +
      'key is an error (1). One that is being created or deleted is waited for.',
    examples: [
      `eventsource ${group} create-table --name ${table} --region us-west-2`,
      `eventsource ${group} create-table --name ${table} --rcap 5 --wcap 5`,
      `eventsource ${group} create-table --name ${table} --pitr --dryrun`,
    ],
    options: [tableOption(), ...tableSettingsOptions(), dryrunOption(), waitOption(), ...connectionOptions()],
    load: async () => {
      const [{ createWith }, work] = await Promise.all([import('./create-table.js'), load()]);
      return createWith(work);
    },
  });
