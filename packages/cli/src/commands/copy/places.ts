import type { CopiedFile, CopiedTable } from '@eventsource/dynamodb';
import { connectionOf } from '../../connection/connection.js';
import type { ConnectionOptions } from '../../connection/connection-options.js';
import { UsageError } from '../../errors/usage-error.js';
import type { CopyOptions } from './copy-command.js';

export type Place = CopiedTable | CopiedFile;

/** Where to copy from. @throws {UsageError} */
export function sourceOf(options: CopyOptions): Place {
  const { from, fromRegion: region, fromEndpoint: endpoint, fromProfile: profile, fromRcap } = options;
  const way = defined({ region, endpoint, profile });
  return placeOf('from', from, way, defined({ readUnitsPerSecond: fromRcap }));
}

/** Where to copy to. @throws {UsageError} */
export function targetOf(options: CopyOptions): Place {
  const { to, toRegion: region, toEndpoint: endpoint, toProfile: profile, toRcap, toWcap, create } = options;
  const way = defined({ region, endpoint, profile });
  const place = placeOf('to', to, way, defined({ readUnitsPerSecond: toRcap, writeUnitsPerSecond: toWcap }));
  if (!isFile(place)) return place;
  if (create) throw new UsageError('--create only applies to a table, but the target is a file.');
  if (options.checkpoint === undefined) return place;
  throw new UsageError('--checkpoint does not apply to a file: it is always written from its beginning.');
}

export const isFile = (place: Place): place is CopiedFile => 'file' in place;

function placeOf(side: 'from' | 'to', text: string, way: ConnectionOptions, rates: object): Place {
  const file = fileIn(text);
  if (file === undefined) return { table: text, ...connectionOf(way), ...rates };
  const [unused] = Object.keys(way);
  if (unused !== undefined)
    throw new UsageError(`--${side}-${unused} only applies to a table, but "${file}" is a file.`);
  return { file };
}

/** Names of tables hold no colon, and may end in whatever files end in: `file:` settles all doubt. */
function fileIn(text: string): string | undefined {
  if (text.startsWith('file:')) return text.slice('file:'.length);
  return /\.ndjson(\.gz)?$/.test(text) ? text : undefined;
}

/** The options that were typed. */
const defined = (options: object) =>
  Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
