import { Option } from 'commander';
import { tableOption } from '../../connection/connection-options.js';
import { streamOptions, type TableSettingsOptions, tableSettingsOptions } from '../../options/table-settings.js';

/** What the options of {@link templateOptions} come to. */
export interface TemplateCommandOptions extends TableSettingsOptions {
  readonly name: string;
  readonly singleton?: string;
  readonly output?: string;
  readonly force?: true;
}

/** As those of `create-table`, for two tables at once, and the other way round where data is at stake. */
export const templateOptions = (): Option[] => [
  tableOption(),
  new Option('--singleton <table>', 'name of a table of reservations; without it there is none'),
  ...tableSettingsOptions(),
  ...streamOptions(),
  new Option('--deletion-protection', 'DynamoDB refuses to delete the tables: so without a word'),
  new Option('--no-deletion-protection', 'DynamoDB deletes the tables when told to'),
  new Option('--output <file>', 'write to this file, which must not exist'),
  new Option('--force', 'replace the file'),
];
