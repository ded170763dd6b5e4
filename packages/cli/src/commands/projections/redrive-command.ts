import { Argument, Option } from 'commander';
import { MODULE_DETAILS, type ModuleOptions, requiredModuleOptions } from '../../application/module-options.js';
import { defineCommand } from '../../command/define-command.js';
import { type ConnectionOptions, connectionOptions, tableOption } from '../../connection/connection-options.js';

export interface RedriveCommandOptions extends ConnectionOptions, ModuleOptions {
  /** The table. */
  readonly name: string;
  readonly module: string;
  readonly stream?: readonly string[];
}

export const redriveCommand = defineCommand<RedriveCommandOptions>({
  name: 'redrive',
  summary: 'Goes on with streams that a projection has given up on.',
  details:
    'Do it once the cause is corrected. Each stream goes on where it was stopped, with all that the table holds of it. One ' +
    'that fails again is reported and stays stopped; exit code 1 when there are any.\n\n' +
    `${MODULE_DETAILS} Projections need the container, and checkpoints that are stored.`,
  examples: [
    'eventsource projections redrive balances --name orders --module ./app.js',
    'eventsource projections redrive balances@3 --stream order:7 order:9 \\\n      --name orders --module ./app.js',
  ],
  arguments: [new Argument('<projection>', 'one version: "balances@3", or "balances" where there is only one')],
  options: [
    tableOption(),
    ...requiredModuleOptions(),
    new Option('--stream <key...>', 'only these streams; else all that are stopped'),
    ...connectionOptions(),
  ],
  load: async () => (await import('./redrive.js')).redriveProjection,
});
