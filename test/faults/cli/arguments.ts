import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';

export const usage = `Runs commands of several processes through a faulty network, kills the processes, and compares what is
stored with what was answered. Ends with status 1 when anything was lost, doubled or stale.

  npm run test:faults -- --commands 100000 --seed 42

  --commands N    how many commands, in all (default 5000)
  --transfers N   transfers between two accounts instead, each stored in both or in neither
  --reservations N  commands of users who compete for e-mail addresses instead, each reserved in the transaction of its
                  events; with --apart, without transactions, before they are stored, and given back when they are not
  --seed S        repeats the plan, the faults and the kills of an earlier run (default: random, and printed)
  --workers N     processes (default 4)
  --lanes N       commands that each has under way at once (default 6)
  --rate R        the share of requests that meet a fault, from 0 to 1 (default 0.12)
  --patience MS   how long a worker waits for an answer before it takes it for lost (default 200)
  --endpoint URL  an emulator that runs already, such as DynamoDB Local (default: dynalite, in a process of its own)
  --json          print only the figures and violations, as JSON
  --help          print this
`;

export interface Arguments {
  readonly commands: number;
  /** Instead of the commands, when there are any. */
  readonly transfers: number;
  /** Instead of the commands, when there are any. */
  readonly reservations: number;
  readonly apart: boolean;
  readonly seed: number;
  readonly workers: number;
  readonly lanes: number;
  readonly rate: number;
  readonly patience: number;
  readonly endpoint: string | undefined;
  readonly json: boolean;
  readonly help: boolean;
}

/** @throws {TypeError} that says which argument is wrong. */
export function argumentsOf(args: readonly string[]): Arguments {
  const { values } = parseArgs({ args: [...args], options });
  return {
    commands: whole('commands', values.commands, 5000),
    transfers: whole('transfers', values.transfers, 0),
    reservations: whole('reservations', values.reservations, 0),
    apart: values.apart,
    seed: whole('seed', values.seed, randomInt(2 ** 31)),
    workers: whole('workers', values.workers, 4),
    lanes: whole('lanes', values.lanes, 6),
    rate: share('rate', values.rate, 0.12),
    patience: whole('patience', values.patience, 200),
    endpoint: values.endpoint,
    json: values.json,
    help: values.help,
  };
}

const options = {
  commands: { type: 'string' },
  transfers: { type: 'string' },
  reservations: { type: 'string' },
  apart: { type: 'boolean', default: false },
  seed: { type: 'string' },
  workers: { type: 'string' },
  lanes: { type: 'string' },
  rate: { type: 'string' },
  patience: { type: 'string' },
  endpoint: { type: 'string' },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

function whole(name: string, value: string | undefined, standard: number): number {
  if (value === undefined) return standard;
  const number = Number(value);
  if (Number.isSafeInteger(number) && (number > 0 || name === 'seed')) return number;
  throw new TypeError(`--${name} takes a whole number above 0, not "${value}".`);
}

function share(name: string, value: string | undefined, standard: number): number {
  const number = value === undefined ? standard : Number(value);
  if (number >= 0 && number <= 1) return number;
  throw new TypeError(`--${name} takes a number from 0 to 1, not "${value}".`);
}
