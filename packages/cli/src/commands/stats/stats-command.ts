import { Option } from 'commander';
import { defineCommand } from '../../command/define-command.js';
import { type ConnectionOptions, connectionOptions, tableOption } from '../../connection/connection-options.js';
import { wholeNumber } from '../../options/number.js';
import { SCAN_DETAILS, type ScanCommandOptions, scanOptions } from '../../scan/scan-options.js';

export interface StatsOptions extends ConnectionOptions, ScanCommandOptions {
  readonly name: string;
  readonly top?: number;
}

export const statsCommand = defineCommand<StatsOptions>({
  name: 'stats',
  summary: 'Counts streams, events and bytes, and what loads cost.',
  details:
    `${SCAN_DETAILS} The costs of loads are those of an aggregate that is not in memory, from its newest snapshot on, ` +
    'and without snapshots, as after a change of its class.',
  examples: ['eventsource stats --table orders --top 20'],
  options: [
    tableOption(),
    new Option('--top <number>', 'how many of the largest streams and items to name (default: 10)').argParser(
      wholeNumber({ least: 0, most: 1000 }),
    ),
    ...scanOptions(),
    ...connectionOptions(),
  ],
  load: async () => (await import('./stats.js')).stats,
});
