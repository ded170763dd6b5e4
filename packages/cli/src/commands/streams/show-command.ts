import { Option } from 'commander';
import { defineCommand } from '../../command/define-command.js';
import { type ConnectionOptions, connectionOptions, tableOption } from '../../connection/connection-options.js';
import { wholeNumber } from '../../options/number.js';
import { type StreamOptions, streamArgument, streamOptions } from './stream-options.js';

export interface ShowOptions extends ConnectionOptions, StreamOptions {
  readonly name: string;
  readonly from?: number;
  readonly to?: number;
  readonly last?: number;
}

const version = wholeNumber({ least: 1 });

export const showCommand = defineCommand<ShowOptions>({
  name: 'show',
  summary: 'Shows the events of a stream.',
  details:
    'Each is shown with its version, name, time, payload and metadata, under the commit that stored it. It needs none of your ' +
    'code. What cannot be read is shown with the reason, and its bytes as base64.',
  examples: [
    'eventsource streams show order:o-1 --table orders --last 10',
    'eventsource streams show o-1 --aggregate order --table orders --json',
  ],
  arguments: [streamArgument()],
  options: [
    tableOption(),
    ...streamOptions(),
    new Option('--from <version>', 'the first version to show').argParser(version).conflicts('last'),
    new Option('--to <version>', 'the last version to show').argParser(version),
    new Option('--last <number>', 'show only this many of the newest events').argParser(wholeNumber({ least: 1 })),
    ...connectionOptions(),
  ],
  load: async () => (await import('./show.js')).show,
});
