import { parseArgs } from 'node:util';

export interface Arguments {
  /** Where to write the picture; it is only described in words without. */
  readonly picture: string | undefined;
  /** Of a DynamoDB that knows transactions; the accounts are kept in memory without. */
  readonly endpoint: string | undefined;
  readonly table: string;
}

export const help = `Traces a transfer between two accounts, from its dispatch to both writes, and shows its spans.

  npm run example:tracing                                                    in memory
  npm run example:tracing -- --endpoint http://localhost:8000                on DynamoDB Local, say
  npm run example:tracing -- --picture docs/pictures/traced-command.svg      draws it`;

export function parseArguments(args: readonly string[]): Arguments | 'help' {
  const { values } = parseArgs({
    args: [...args],
    options: {
      picture: { type: 'string' },
      endpoint: { type: 'string' },
      table: { type: 'string', default: 'accounts' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const { picture, endpoint, table } = values;
  return values.help ? 'help' : { picture, endpoint, table };
}
