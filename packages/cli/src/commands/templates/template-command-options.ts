import { Option } from 'commander';
import { tableOption } from '../../connection/connection-options.js';
import { units } from '../../options/number.js';
import { addTags } from '../../options/tags.js';

export const STREAM_VIEWS = ['KEYS_ONLY', 'NEW_IMAGE', 'OLD_IMAGE', 'NEW_AND_OLD_IMAGES'] as const;

/** What the options of {@link templateOptions} come to. */
export interface TemplateCommandOptions {
  readonly name: string;
  readonly singleton?: string;
  readonly wcap?: number;
  readonly rcap?: number;
  readonly stream: (typeof STREAM_VIEWS)[number] | false;
  readonly pitr?: true;
  readonly deletionProtection: boolean;
  readonly tags?: Readonly<Record<string, string>>;
  readonly output?: string;
  readonly force?: true;
}

/** As those of `dynamodb create-table`, for two tables at once. */
export const templateOptions = (): Option[] => [
  tableOption(),
  new Option('--singleton <table>', 'name of a table of reservations; without it there is none'),
  new Option('--wcap <units>', 'write units a second of each table; on demand without it').argParser(units),
  new Option('--rcap <units>', 'read units a second of each table; on demand without it').argParser(units),
  new Option('--stream <view>', 'what the stream shows').choices(STREAM_VIEWS).default('NEW_IMAGE'),
  new Option('--no-stream', 'no stream, and no policy for its consumers'),
  new Option('--pitr', 'point-in-time recovery, which is charged'),
  new Option('--deletion-protection', 'DynamoDB refuses to delete the tables').default(true),
  new Option('--no-deletion-protection', 'DynamoDB deletes them when told to'),
  new Option('--tags <key=value,…>', 'tags of the tables; can be repeated').argParser(addTags),
  new Option('--output <file>', 'write to this file, which must not exist'),
  new Option('--force', 'replace the file'),
];
