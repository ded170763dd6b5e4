import { Argument } from 'commander';
import { MODULE_DETAILS, type ModuleOptions, requiredModuleOptions } from '../../application/module-options.js';
import { defineCommand } from '../../command/define-command.js';

export interface ListCommandOptions extends ModuleOptions {
  readonly module: string;
}

export const listCommand = defineCommand<ListCommandOptions>({
  name: 'list',
  summary: 'Lists projections, and the streams that they have given up on.',
  details:
    'Each stream is shown with the version up to which the projection has taken it, and the failed tries ' +
    `since.\n\n${MODULE_DETAILS} Projections need the container, and checkpoints that are stored.`,
  examples: [
    'eventsource projections list --module ./app.js',
    'eventsource projections list balances --module ./app.js',
  ],
  arguments: [new Argument('[projection...]', 'only these: "balances", or one version, "balances@3"')],
  options: requiredModuleOptions(),
  load: async () => (await import('./list.js')).listProjections,
});
