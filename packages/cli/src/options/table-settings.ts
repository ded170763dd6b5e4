import type { StreamViewType } from '@aws-sdk/client-dynamodb';
import { Option } from 'commander';
import { units } from './number.js';
import { streamView } from './stream-view.js';
import { tags } from './tags.js';

/** What the options of {@link tableSettingsOptions} come to. */
export interface TableSettingsOptions {
  readonly rcap?: number;
  readonly wcap?: number;
  readonly stream?: StreamViewType | false;
  readonly pitr?: boolean;
  readonly deletionProtection?: boolean;
  readonly tags?: Readonly<Record<string, string>>;
}

/** Of every command that makes a table, or tells how to. */
export const tableSettingsOptions = (): Option[] => [...capacityOptions(), ...streamOptions(), ...safetyOptions()];

const capacityOptions = (): Option[] => [
  new Option('--rcap <units>', 'read units a second, provisioned, with --wcap; else billed on demand').argParser(units),
  new Option('--wcap <units>', 'write units a second, provisioned, with --rcap').argParser(units),
];

const streamOptions = (): Option[] => [
  new Option(
    '--stream [view]',
    'stream of new-image, new-and-old-images (for consumers of the Go library), old-image or keys-only',
  )
    .argParser(streamView)
    .preset('new-image'),
  new Option('--no-stream', 'no stream'),
];

const safetyOptions = (): Option[] => [
  new Option('--pitr', 'point-in-time recovery'),
  new Option('--deletion-protection', 'refuse to delete the table until that is turned off'),
  new Option('--tags <k=v,…>', 'tags, such as team=checkout,stage=test').argParser(tags),
];
