import { Option } from 'commander';
import { MODULE_DETAILS, type ModuleOptions, requiredModuleOptions } from '../../application/module-options.js';
import { defineCommand } from '../../command/define-command.js';
import { type ConnectionOptions, connectionOptions, tableOption } from '../../connection/connection-options.js';
import { wholeNumber } from '../../options/number.js';
import { type StreamOptions, streamArgument, streamOptions } from './stream-options.js';

export interface StateOptions extends ConnectionOptions, ModuleOptions, StreamOptions {
  readonly name: string;
  readonly version?: number;
}

export const stateCommand = defineCommand<StateOptions>({
  name: 'state',
  summary: 'Shows the state of an aggregate, at any version.',
  details: `${MODULE_DETAILS} Fields that begin with # cannot be seen.`,
  examples: ['eventsource streams state order:1 --version 3 --table orders --module app.js'],
  arguments: [streamArgument()],
  options: [
    tableOption(),
    ...streamOptions(),
    new Option('--version <number>', 'the version to look at; else the newest').argParser(wholeNumber({ least: 1 })),
    ...requiredModuleOptions(),
    ...connectionOptions(),
  ],
  load: async () => (await import('./state.js')).state,
});
