import { createHash, type Hash } from 'node:crypto';
import type { DeliveredCommit } from '@eventsource/core';
import { readExportLine } from '@eventsource/dynamodb';
import { ReplayFileError } from '../errors/replay-file-error.js';
import type { Folder } from '../folder/folder.js';
import { type ExportedFile, exportedFiles } from './export-manifest.js';
import { linesOf } from './lines.js';
import type { ReadOptions, ReplayFile, ReplaySource } from './replay-source.js';

export interface TableExportOptions {
  /** Which export of the folder, by its id, such as `01693685827463-2d8752fd`. Needed only where it holds several. */
  readonly exportId?: string | undefined;
}

/**
 * An export of a table of events to S3, in the format `DYNAMODB_JSON`, full or incremental. The folder is that of the export,
 * which holds `manifest-summary.json`, or one above it. Exports that were written to one place share the data of incremental
 * ones, in the folder `AWSDynamoDB/data`: for these, give the folder `AWSDynamoDB` and the id. What the manifest says of
 * files and their number of items is checked.
 *
 * @example
 * const from = tableExport(s3Folder({ bucket: 'exports', prefix: 'AWSDynamoDB/' }), { exportId: '01693685827463-2d8752fd' });
 */
export const tableExport = (folder: Folder, { exportId }: TableExportOptions = {}): ReplaySource => ({
  files: async (options = {}) => (await exportedFiles(folder, exportId, options)).map((file) => dataFile(folder, file)),
});

const dataFile = (folder: Folder, file: ExportedFile): ReplayFile => ({
  name: `${folder.name}/${file.path}`,
  size: file.size,
  commits: (options) => commitsIn(folder, file, options),
});

async function* commitsIn(
  folder: Folder,
  file: ExportedFile,
  options: ReadOptions | undefined,
): AsyncGenerator<DeliveredCommit, void, undefined> {
  const name = `${folder.name}/${file.path}`;
  const md5 = createHash('md5');
  let items = 0;
  for await (const { text, number } of linesOf(folder, file.path, options, (bytes) => md5.update(bytes))) {
    items++;
    const commit = exported(text, name, number);
    if (commit) yield { ...commit, location: `${name}, line ${number}` };
  }
  check(file, name, items, md5);
}

function exported(text: string, name: string, number: number): DeliveredCommit | undefined {
  try {
    return readExportLine(text);
  } catch (cause) {
    throw new ReplayFileError(name, number, cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

/** @throws {ReplayFileError} when it is not the file that the manifest tells of. */
function check({ itemCount, md5Checksum, etag }: ExportedFile, name: string, items: number, hash: Hash): void {
  const md5 = hash.digest();
  if (md5Checksum !== undefined && md5Checksum !== md5.toString('base64')) {
    throw new ReplayFileError(name, undefined, `its MD5 is ${md5.toString('base64')}, not ${md5Checksum}.`);
  }
  const tag = md5Checksum === undefined && etag !== undefined ? tagOf(md5, etag) : etag;
  if (tag !== etag) throw new ReplayFileError(name, undefined, `its ETag is ${tag}, not ${etag}.`);
  if (itemCount === undefined || itemCount === items) return;
  throw new ReplayFileError(name, undefined, `it holds ${items} items, not the ${itemCount} of the manifest.`);
}

/**
 * The ETag of S3, as far as it can be told: that of a file of several parts depends on their sizes.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html
 */
function tagOf(md5: Buffer, expected: string): string {
  if (/^[0-9a-f]{32}$/.test(expected)) return md5.toString('hex');
  if (/^[0-9a-f]{32}-1$/.test(expected)) return `${createHash('md5').update(md5).digest('hex')}-1`;
  return expected;
}
