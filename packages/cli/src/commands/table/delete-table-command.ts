import { Option } from 'commander';
import { type DefinedCommand, defineCommand } from '../../command/define-command.js';
import { type ConnectionOptions, connectionOptions, tableOption } from '../../connection/connection-options.js';
import { dryrunOption, type TableKind, waitOption } from './table-kind.js';

export interface DeleteTableOptions extends ConnectionOptions {
  readonly name: string;
  readonly yes?: boolean;
  readonly dryrun?: boolean;
  readonly wait: number;
}

export const deleteTableCommand = ({ group, holds, table, load }: TableKind): DefinedCommand =>
  defineCommand<DeleteTableOptions>({
    name: 'delete-table',
    summary: `Deletes a table with all its ${holds}, and waits until it is gone.`,
    details:
      'It asks for the name of the table to be typed again; --yes skips that, and is needed where there is no ' +
      `terminal. A table that does not exist is reported, but is not an error (exit code 0). One that holds no ${holds}, or ` +
      'is protected from deletion, is left alone (1).',
    examples: [
      `eventsource ${group} delete-table --name ${table} --region us-west-2`,
      `eventsource ${group} delete-table --name ${table} --yes`,
    ],
    options: [tableOption(), new Option('--yes', 'ask nothing'), dryrunOption(), waitOption(), ...connectionOptions()],
    load: async () => {
      const [{ deleteWith }, work] = await Promise.all([import('./delete-table.js'), load()]);
      return deleteWith(work, holds);
    },
  });
