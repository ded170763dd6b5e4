import { Option } from 'commander';
import { MODULE_DETAILS, type ModuleOptions, moduleOptions } from '../../application/module-options.js';
import { checkpointOption } from '../../checkpoint/checkpoint-option.js';
import { defineCommand } from '../../command/define-command.js';
import { type ConnectionOptions, connectionOptions, tableOption } from '../../connection/connection-options.js';
import { units, wholeNumber } from '../../options/number.js';

export interface VerifyOptions extends ConnectionOptions, ModuleOptions {
  readonly name: string;
  readonly aggregate?: string;
  readonly segments: number;
  readonly checkpoint?: string;
  readonly rcap: number;
}

export const verifyCommand = defineCommand<VerifyOptions>({
  name: 'verify',
  summary: 'Reads a whole table and reports what is wrong with its streams.',
  details:
    'It finds gaps, duplicates, malformed items and items near the size limit; with --module, also events that ' +
    'your classes cannot apply, and wrong snapshots. It reads every item once, strongly consistent: a read unit per ' +
    '4 KB. Nothing is written, and commands may go on meanwhile. Exit code 1 when anything was found.\n\n' +
    MODULE_DETAILS,
  examples: [
    'eventsource verify --name orders',
    'eventsource verify --name orders --module ./dist/application.js --segments 4',
    'eventsource verify --name orders --checkpoint orders.json --json >> findings',
  ],
  options: [
    tableOption(),
    ...moduleOptions(),
    new Option('--aggregate <name>', 'all streams are named by the plain ids of this aggregate'),
    new Option('--segments <number>', 'parts of the table to read side by side')
      .argParser(wholeNumber({ least: 1, most: 100 }))
      .default(1),
    new Option('--rcap <units>', 'read units to take in a second, all segments together')
      .argParser(units)
      .default(1000),
    checkpointOption(),
    ...connectionOptions(),
  ],
  load: async () => (await import('./verify.js')).verifyTable,
});
