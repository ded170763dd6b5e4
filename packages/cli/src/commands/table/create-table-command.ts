import type { StreamViewType } from '@aws-sdk/client-dynamodb';
import { Option } from 'commander';
import { type DefinedCommand, defineCommand } from '../../command/define-command.js';
import { type ConnectionOptions, connectionOptions, tableOption } from '../../connection/connection-options.js';
import { units } from '../../options/number.js';
import { streamView } from '../../options/stream-view.js';
import { tags } from '../../options/tags.js';
import { dryrunOption, type TableKind, waitOption } from './table-kind.js';

export interface CreateTableOptions extends ConnectionOptions {
  readonly name: string;
  readonly rcap?: number;
  readonly wcap?: number;
  readonly stream?: StreamViewType | false;
  readonly pitr?: boolean;
  readonly deletionProtection?: boolean;
  readonly tags?: Readonly<Record<string, string>>;
  readonly dryrun?: boolean;
  readonly wait: number;
}

export const createTableCommand = ({ group, holds, table, load }: TableKind): DefinedCommand =>
  defineCommand<CreateTableOptions>({
    name: 'create-table',
    summary: `Creates a table of ${holds}, and waits until it is usable.`,
    details:
      'A table that exists with the right key stays as it is, and that is said (exit code 0); one with another ' +
      'key is an error (1). One that is being created or deleted is waited for.',
    examples: [
      `eventsource ${group} create-table --name ${table} --region us-west-2`,
      `eventsource ${group} create-table --name ${table} --rcap 5 --wcap 5`,
      `eventsource ${group} create-table --name ${table} --pitr --dryrun`,
    ],
    options: [tableOption(), ...settingOptions(), dryrunOption(), waitOption(), ...connectionOptions()],
    load: async () => {
      const [{ createWith }, work] = await Promise.all([import('./create-table.js'), load()]);
      return createWith(work);
    },
  });

const settingOptions = (): Option[] => [
  new Option('--rcap <units>', 'read units a second, provisioned, with --wcap; else billed on demand').argParser(units),
  new Option('--wcap <units>', 'write units a second, provisioned, with --rcap').argParser(units),
  new Option(
    '--stream [view]',
    'stream of new-image, new-and-old-images (for consumers of the Go library), old-image or keys-only',
  )
    .argParser(streamView)
    .preset('new-image'),
  new Option('--no-stream', 'no stream'),
  new Option('--pitr', 'point-in-time recovery'),
  new Option('--deletion-protection', 'refuse to delete the table until that is turned off'),
  new Option('--tags <k=v,…>', 'tags, such as team=checkout,stage=test').argParser(tags),
];
