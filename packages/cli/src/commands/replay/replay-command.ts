import { Option } from 'commander';
import { MODULE_DETAILS, type ModuleOptions, requiredModuleOptions } from '../../application/module-options.js';
import { checkpointOption } from '../../checkpoint/checkpoint-option.js';
import { defineCommand } from '../../command/define-command.js';
import { type ConnectionOptions, connectionOptions } from '../../connection/connection-options.js';

export interface ReplayCommandOptions extends ConnectionOptions, ModuleOptions {
  readonly from: string;
  readonly format: 'export' | 'firehose';
  readonly exportId?: string;
  readonly module: string;
  readonly projection?: readonly string[];
  readonly table?: string;
  readonly s3Endpoint?: string;
  readonly directory?: string;
  readonly checkpoint?: string;
}

export const replayCommand = defineCommand<ReplayCommandOptions>({
  name: 'replay',
  summary: 'Brings projections up to date from files on S3 or on this machine.',
  details:
    'It reads an export of a table, or the archive that Firehose has written, checks and sorts all of it, and gives ' +
    'each projection the events that it has not taken, each stream in order. Duplicates take effect once; ' +
    'events that the files lack are loaded from --table, or else an error. Streams that a projection cannot take are ' +
    'reported and skipped; exit code 1 when there are any. Sorting takes room for temporary files, as much as the events ' +
    `uncompressed.\n\nCtrl-C ends it cleanly; the same command continues it, quickly with --checkpoint.\n\n${MODULE_DETAILS} Projections need the container, and checkpoints that are stored.`,
  examples: [
    'eventsource replay --from s3://archive/events/2026 --format firehose \\\n      --module ./dist/application.js --projection balances',
    'eventsource replay --from s3://exports/AWSDynamoDB --format export \\\n      --export-id 01693685827463-2d8752fd --module ./app.js',
  ],
  options: [
    new Option('--from <place>', 's3://bucket/prefix, or a directory').makeOptionMandatory(),
    new Option('--format <format>', 'an export of a table, or an archive of Firehose')
      .choices(['export', 'firehose'])
      .makeOptionMandatory(),
    new Option('--export-id <id>', 'which export, where there are several: "01693685827463-2d8752fd"'),
    ...requiredModuleOptions(),
    new Option('--projection <name...>', 'only these: "balances", or one version, "balances@3"'),
    new Option('--table <table>', 'load from this table what the files lack'),
    new Option('--directory <directory>', 'for temporary files; else that of the machine'),
    checkpointOption(),
    new Option('--s3-endpoint <url>', 'another S3, such as http://localhost:4566'),
    ...connectionOptions(),
  ],
  load: async () => (await import('./replay.js')).replayFiles,
});
