import { parseArgs } from 'node:util';

/** Where the example keeps its orders: in DynamoDB on AWS or at an endpoint, or else in an emulator inside this process. */
export interface Arguments {
  readonly table: string;
  readonly region: string | undefined;
  readonly endpoint: string | undefined;
}

export const help = `Creates an order and ships it.

  npm start                                                  on an emulator inside this process
  npm start -- --table orders --region us-west-2             on AWS, with the credentials of the environment
  npm start -- --table orders --endpoint http://localhost:8000`;

/** The emulator is left only for what the command line says: credentials in the environment alone never reach AWS. */
export function parseArguments(args: readonly string[]): Arguments | 'help' {
  const { values } = parseArgs({
    args: [...args],
    options: {
      table: { type: 'string', default: 'orders' },
      region: { type: 'string' },
      endpoint: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const { table, region, endpoint } = values;
  return values.help ? 'help' : { table, region, endpoint };
}
