import { Option } from 'commander';
import { wholeNumber } from '../../options/number.js';
import type { TableWork } from './table-work.js';

/** Which tables a command is about. */
export interface TableKind {
  /** The word of the command line: `dynamodb`. */
  readonly group: string;
  /** What such a table holds, in the plural: `events`. */
  readonly holds: string;
  /** For examples. */
  readonly table: string;
  readonly load: () => Promise<TableWork>;
}

export const dryrunOption = (): Option => new Option('--dryrun', 'send nothing, and print the exact requests');

export const waitOption = (): Option =>
  new Option('--wait <seconds>', 'how long to wait for the table at most')
    .argParser(wholeNumber({ least: 1, most: 86_400 }))
    .default(60);
