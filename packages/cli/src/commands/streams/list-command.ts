import { Option } from 'commander';
import { defineCommand } from '../../command/define-command.js';
import { type ConnectionOptions, connectionOptions, tableOption } from '../../connection/connection-options.js';
import { wholeNumber } from '../../options/number.js';
import { SCAN_DETAILS, type ScanCommandOptions, scanOptions } from '../../scan/scan-options.js';

export interface ListOptions extends ConnectionOptions, ScanCommandOptions {
  readonly name: string;
  readonly prefix?: string;
  readonly limit?: number;
}

export const listCommand = defineCommand<ListOptions>({
  name: 'list',
  summary: 'Lists the streams of a table.',
  details: `${SCAN_DETAILS} Streams come in no particular order.`,
  examples: [
    'eventsource streams list --table orders --prefix order:',
    'eventsource streams list --table orders --json > streams.jsonl',
  ],
  options: [
    tableOption(),
    new Option('--prefix <text>', 'only streams whose key begins with this'),
    new Option('--limit <number>', 'stop after this many').argParser(wholeNumber({ least: 1 })),
    ...scanOptions(),
    ...connectionOptions(),
  ],
  load: async () => (await import('./list.js')).list,
});
