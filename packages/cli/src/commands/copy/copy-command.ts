import { InvalidArgumentError, Option } from 'commander';
import { checkpointOption } from '../../checkpoint/checkpoint-option.js';
import { defineCommand } from '../../command/define-command.js';
import { units, wholeNumber } from '../../options/number.js';

/** As they are typed, each side with its own way to DynamoDB. */
export interface CopyOptions {
  readonly from: string;
  readonly to: string;
  readonly fromRegion?: string;
  readonly fromEndpoint?: string;
  readonly fromProfile?: string;
  readonly toRegion?: string;
  readonly toEndpoint?: string;
  readonly toProfile?: string;
  readonly aggregate?: string;
  readonly stream?: string;
  readonly prefix?: string;
  readonly create?: boolean;
  readonly dryrun?: boolean;
  readonly checkpoint?: string;
  readonly fromRcap?: number;
  readonly toRcap?: number;
  readonly toWcap?: number;
  readonly concurrency?: number;
}

export const copyCommand = defineCommand<CopyOptions>({
  name: 'copy',
  summary: 'Copies streams between tables, endpoints, accounts and files.',
  details:
    'A place is a table, or a file: a name that ends in .ndjson or .ndjson.gz, or begins with "file:". Items are ' +
    'copied exactly as they are, and read back. Nothing is overwritten: an equal item that is already there counts as ' +
    'copied, so that a copy may be repeated to fetch what is new; a stream that differs in the target is reported and ' +
    'left as it is. Writing takes a write unit per started KB of an item. Exit code 1 when streams differ.\n\n' +
    'Ctrl-C ends it cleanly. The same command continues a partial copy to a table, quickly with ' +
    '--checkpoint; a file is written again from its beginning.',
  examples: [
    'eventsource copy --from orders --to orders-2025.ndjson.gz',
    'eventsource copy --from orders-2025.ndjson.gz --to orders --create',
    'eventsource copy --from orders --to orders --to-region eu-west-1 --dryrun',
    'eventsource copy --from go-orders --to orders --aggregate order',
  ],
  options: [
    new Option('--from <place>', 'table or file to copy from').makeOptionMandatory(),
    new Option('--to <place>', 'table or file to copy to').makeOptionMandatory(),
    new Option('--aggregate <name>', 'name each stream <name>:<id>: for tables of the Go library').argParser(
      aggregateName,
    ),
    new Option('--stream <key>', 'copy only this stream, by its name in the source'),
    new Option('--prefix <text>', 'copy only the streams whose names in the source begin with this'),
    new Option('--create', 'create the target table if it is missing'),
    new Option('--dryrun', 'only compare, and say what would be written and cost'),
    checkpointOption(),
    new Option('--from-rcap <units>', 'read units to take from the source in a second; else 1000').argParser(units),
    new Option('--to-rcap <units>', 'read units to take from the target in a second; else 1000').argParser(units),
    new Option('--to-wcap <units>', 'write units to take from the target in a second; else 500').argParser(units),
    new Option('--concurrency <number>', 'streams to write at the same time; else 16').argParser(
      wholeNumber({ least: 1, most: 1000 }),
    ),
    ...connectionOptionsOf('from', 'source'),
    ...connectionOptionsOf('to', 'target'),
  ],
  load: async () => (await import('./copy.js')).copyStreams,
});

function connectionOptionsOf(side: string, what: string): Option[] {
  return [
    new Option(`--${side}-region <region>`, `AWS region of the ${what}; else AWS_REGION, AWS_DEFAULT_REGION`),
    new Option(`--${side}-endpoint <url>`, `another DynamoDB for the ${what}; else DYNAMODB_ENDPOINT`),
    new Option(`--${side}-profile <name>`, `profile of the AWS configuration files for the ${what}`),
  ];
}

function aggregateName(name: string): string {
  if (name !== '' && !name.includes(':')) return name;
  throw new InvalidArgumentError('The name of an aggregate must not be empty or hold a ":".');
}
