import { Argument, Option } from 'commander';
import { MODULE_DETAILS, type ModuleOptions, requiredModuleOptions } from '../../application/module-options.js';
import { checkpointOption } from '../../checkpoint/checkpoint-option.js';
import { defineCommand } from '../../command/define-command.js';
import { type ConnectionOptions, connectionOptions, tableOption } from '../../connection/connection-options.js';
import { units, wholeNumber } from '../../options/number.js';

export interface RebuildCommandOptions extends ConnectionOptions, ModuleOptions {
  /** The table. */
  readonly name: string;
  readonly module: string;
  readonly segments?: number;
  readonly checkpoint?: string;
  readonly rcap: number;
}

export const rebuildCommand = defineCommand<RebuildCommandOptions>({
  name: 'rebuild',
  summary: 'Brings projections up to date from a table.',
  details:
    'It reads every item once, strongly consistent, a read unit per 4 KB, and gives each projection the events that ' +
    'it has not taken, each stream in order. The live feed may go on: what both deliver takes effect once. Begin a new ' +
    'version of a projection with it, beside the old one. Streams that a projection cannot take are reported and skipped; ' +
    'exit code 1 when there are any.\n\nCtrl-C ends it cleanly; the same command continues it, quickly with --checkpoint.' +
    `\n\n${MODULE_DETAILS} Projections need the container, and checkpoints that are stored.`,
  examples: [
    'eventsource projections rebuild balances --name orders \\\n      --module ./dist/application.js --checkpoint rebuild.json',
    'eventsource projections rebuild balances@3 --name orders --module ./app.js',
  ],
  arguments: [new Argument('<name...>', 'projections to build: "balances", or one version, "balances@3"')],
  options: [
    tableOption(),
    ...requiredModuleOptions(),
    new Option(
      '--segments <number>',
      'parts of the table to read side by side; else 4, or as many as --rcap',
    ).argParser(wholeNumber({ least: 1, most: 1000 })),
    new Option('--rcap <units>', 'read units to take in a second, all segments together')
      .argParser(units)
      .default(1000),
    checkpointOption(),
    ...connectionOptions(),
  ],
  load: async () => (await import('./rebuild.js')).rebuildProjections,
});
