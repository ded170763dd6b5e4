import { Option } from 'commander';
import { units } from '../options/number.js';

/** What the options of {@link scanOptions} come to. */
export interface ScanCommandOptions {
  readonly rcap?: number;
  readonly yes?: boolean;
}

/** Of every command that reads a whole table. */
export const scanOptions = (): Option[] => [
  new Option('--rcap <units>', 'read units to take in a second at most (default: 1000)').argParser(units),
  new Option('-y, --yes', 'do not ask, whatever reading the table takes'),
];

/** For the details of such a command. */
export const SCAN_DETAILS =
  'It reads the whole table, half a read unit for each 4 KB, says what that takes first, and asks where it is 1,000 ' +
  'units or more. What was stored within the last second may be missing.';
