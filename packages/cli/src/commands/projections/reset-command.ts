import { Argument, Option } from 'commander';
import { MODULE_DETAILS, type ModuleOptions, requiredModuleOptions } from '../../application/module-options.js';
import { defineCommand } from '../../command/define-command.js';

export interface ResetCommandOptions extends ModuleOptions {
  readonly module: string;
  readonly yes?: boolean;
  readonly dryrun?: boolean;
}

export const resetCommand = defineCommand<ResetCommandOptions>({
  name: 'reset',
  summary: 'Forgets how far a projection has come, so that it starts again.',
  details:
    'It is for a read model that was lost or is wrong. End the feed of the projection and empty its read model first: ' +
    'what was written there is written again. Then reset it, and bring it up to date with "projections rebuild" or ' +
    '"replay". It asks for the name of the projection to be typed again; --yes skips that, and is needed where there ' +
    `is no terminal.\n\n${MODULE_DETAILS} Projections need the container, and checkpoints that are stored.`,
  examples: [
    'eventsource projections reset balances@3 --module ./app.js',
    'eventsource projections reset balances@3 --module ./app.js --dryrun',
  ],
  arguments: [new Argument('<projection>', 'one version: "balances@3", or "balances" where there is only one')],
  options: [
    ...requiredModuleOptions(),
    new Option('--yes', 'ask nothing'),
    new Option('--dryrun', 'change nothing, and say what would be forgotten'),
  ],
  load: async () => (await import('./reset.js')).resetProjection,
});
