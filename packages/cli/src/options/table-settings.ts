import type { TableSettings } from '@eventsource/dynamodb';
import { Option } from 'commander';
import { UsageError } from '../errors/usage-error.js';
import { units } from './number.js';
import { addTags } from './tags.js';

const STREAM_VIEWS = ['KEYS_ONLY', 'NEW_IMAGE', 'OLD_IMAGE', 'NEW_AND_OLD_IMAGES'] as const;

/** What the options of {@link tableSettingsOptions} come to. */
export interface TableSettingsOptions {
  readonly wcap?: number;
  readonly rcap?: number;
  readonly stream?: (typeof STREAM_VIEWS)[number] | false;
  readonly pitr?: true;
  readonly deletionProtection?: boolean;
  readonly tags?: Readonly<Record<string, string>>;
}

/** Of every command that makes a table, or tells how to. */
export const tableSettingsOptions = (): Option[] => [
  new Option('--wcap <units>', 'write units a second; on demand without it').argParser(units),
  new Option('--rcap <units>', 'read units a second; on demand without it').argParser(units),
  new Option('--pitr', 'point-in-time recovery, which is charged'),
  new Option('--tags <key=value,…>', 'tags; can be repeated').argParser(addTags),
];

/** Of those whose table has a stream. */
export const streamOptions = (): Option[] => [
  new Option('--stream <view>', 'what the stream shows of an item; NEW_IMAGE without it').choices(STREAM_VIEWS),
  new Option('--no-stream', 'no stream'),
];

/** @throws {UsageError} when one of the capacities is missing. */
export const tableSettingsOf = (options: TableSettingsOptions): TableSettings & { pointInTimeRecovery: boolean } => ({
  capacity: capacityOf(options),
  stream: options.stream,
  deletionProtection: options.deletionProtection,
  pointInTimeRecovery: options.pitr ?? false,
  tags: options.tags,
});

function capacityOf({ wcap, rcap }: TableSettingsOptions): TableSettings['capacity'] {
  if (wcap === undefined && rcap === undefined) return undefined;
  if (wcap === undefined)
    throw new UsageError('--rcap needs --wcap beside it: a table is charged on demand, or for both.');
  if (rcap === undefined)
    throw new UsageError('--wcap needs --rcap beside it: a table is charged on demand, or for both.');
  return { read: rcap, write: wcap };
}
