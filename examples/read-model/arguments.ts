import { parseArgs } from 'node:util';

export const help = `Orders become a table of open orders, which can be queried, and messages of a topic.

  npm run example:read-model                                           on emulators inside this process
  npm run example:read-model -- --endpoint http://localhost:8000       on DynamoDB Local, by the stream of the table`;

export interface Arguments {
  /** Of DynamoDB Local. */
  readonly endpoint: string | undefined;
}

export function parseArguments(args: readonly string[]): Arguments | 'help' {
  const options = { endpoint: { type: 'string' }, help: { type: 'boolean', short: 'h', default: false } } as const;
  const { values } = parseArgs({ args: [...args], options });
  return values.help ? 'help' : { endpoint: values.endpoint };
}
