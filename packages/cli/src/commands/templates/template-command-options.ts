import { Option } from 'commander';
import { tableOption } from '../../connection/connection-options.js';
import { type TableSettingsOptions, tableSettingsOptions } from '../../options/table-settings.js';

/** What the options of {@link templateOptions} come to. */
export interface TemplateCommandOptions extends TableSettingsOptions {
  readonly name: string;
  readonly singleton?: string;
  readonly consumer?: string;
  readonly consumerRole?: string;
  readonly output?: string;
  readonly force?: true;
}

/** The settings are of both tables, but for the stream. */
export const templateOptions = (): Option[] => [
  tableOption(),
  new Option('--singleton <table>', 'name of a table of reservations; without it there is none'),
  new Option('--consumer <function>', 'name or ARN of a Lambda function that takes the stream'),
  new Option('--consumer-role <role>', 'name of the role of that function'),
  ...tableSettingsOptions(),
  new Option('--no-deletion-protection', 'without it, the tables are protected'),
  new Option('--output <file>', 'write to this file, which must not exist'),
  new Option('--force', 'replace the file'),
];
