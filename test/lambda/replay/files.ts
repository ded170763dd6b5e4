import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { DeliveredCommit } from '@eventsource/core';
import { archiveLine } from '@eventsource/lambda';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { jsonOf, type RawItem } from '../../dynamodb/raw-items.js';

/** Files by their path. */
export type Files = Readonly<Record<string, Uint8Array>>;

export async function writeTo(folder: string, files: Files): Promise<void> {
  for (const [path, bytes] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), bytes);
  }
}

export const EXPORT = 'AWSDynamoDB/01693685827463-2d8752fd';

/** What DynamoDB writes to S3 for a table of these items, in so many files. */
export function exportOf(
  items: readonly RawItem[],
  { files = 3, root = EXPORT }: { files?: number; root?: string } = {},
): Files {
  const summary = { version: '2020-06-30', exportType: 'FULL_EXPORT', exportTime: '2026-11-24T04:00:00.000Z' };
  return exported(items.map(exportLine), { files, root, data: `${root}/data`, summary });
}

/**
 * What it writes for changes between two times: the data lies in a folder that all exports to this place share.
 *
 * @param items those that were stored. @param deleted those that were deleted.
 */
export function incrementalExportOf(items: readonly RawItem[], root: string, deleted: readonly RawItem[] = []): Files {
  const lines = [...items.map((item) => changeLine(item, item)), ...deleted.map((item) => changeLine(item))];
  const summary = {
    version: '2023-08-01',
    exportType: 'INCREMENTAL_EXPORT',
    outputView: 'NEW_IMAGE',
    exportFromTime: '2026-11-24T04:00:00.000Z',
    exportToTime: '2026-11-24T05:00:00.000Z',
  };
  return exported(lines, { files: 2, root, data: `${dirname(root)}/data`, summary, named: basename(root) });
}

interface Exported {
  readonly files: number;
  readonly root: string;
  readonly data: string;
  readonly summary: object;
  readonly named?: string;
}

function exported(lines: readonly string[], { files, root, data: folder, summary, named = 'file' }: Exported): Files {
  const data = Array.from({ length: files }, (_, index) => {
    const own = lines.filter((_, position) => position % files === index);
    return { path: `${folder}/${named}${index}.json.gz`, count: own.length, bytes: zipped(own) };
  });
  const manifest = data.map(({ path, count, bytes }) => {
    const md5 = createHash('md5').update(bytes).digest();
    const etag = `${createHash('md5').update(md5).digest('hex')}-1`;
    return JSON.stringify({ itemCount: count, md5Checksum: md5.toString('base64'), etag, dataFileS3Key: path });
  });
  return {
    [`${root}/_started`]: new Uint8Array(),
    [`${root}/manifest-summary.json`]: Buffer.from(
      JSON.stringify({ ...summary, itemCount: lines.length, outputFormat: 'DYNAMODB_JSON' }),
    ),
    [`${root}/manifest-files.json`]: Buffer.from(manifest.map((line) => `${line}\n`).join('')),
    ...Object.fromEntries(data.map(({ path, bytes }) => [path, bytes])),
  };
}

export const exportLine = (item: RawItem): string => JSON.stringify({ Item: jsonOf(item) });

function changeLine({ key = { S: '' }, partition = { N: '0' } }: RawItem, image?: RawItem): string {
  const Metadata = { WriteTimestampMicros: { N: '1795492800000000' } };
  return JSON.stringify({ Metadata, Keys: jsonOf({ key, partition }), ...(image && { NewImage: jsonOf(image) }) });
}

/** What Firehose writes to S3: the lines of these events, in so many files. */
export function archiveOf(commits: readonly DeliveredCommit[], files = 3): Files {
  const lines = commits.flatMap(linesOf);
  const paths = Array.from({ length: files }, (_, index) => `2026/11/24/04/events-1-${index}.gz`);
  return Object.fromEntries(
    paths.map((path, index) => [path, zipped(lines.filter((_, position) => position % files === index))]),
  );
}

export const linesOf = ({ stream, first, records }: DeliveredCommit): string[] =>
  records.map((record, index) => archiveLine({ stream, version: first + index, record }));

export const zipped = (lines: readonly string[]): Buffer => gzipSync(lines.map((line) => `${line}\n`).join(''));

/** The same every time for one seed. */
export function shuffled<T>(all: readonly T[], seed = 1): T[] {
  const random = xoroshiro128plus(seed);
  const result = [...all];
  for (let last = result.length - 1; last > 0; last--) {
    const other = uniformInt(random, 0, last);
    const [one, two] = [result[last], result[other]];
    if (one !== undefined && two !== undefined) [result[last], result[other]] = [two, one];
  }
  return result;
}
