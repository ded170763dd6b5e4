import { posix } from 'node:path';
import type { ConsumeOptions } from '@eventsource/core';
import { FolderError } from '../errors/folder-error.js';
import { ReplayFileError } from '../errors/replay-file-error.js';
import type { Folder } from '../folder/folder.js';
import { linesOf } from './lines.js';

/** A data file, with what the manifest says of it. */
export interface ExportedFile {
  readonly path: string;
  readonly size: number;
  readonly itemCount: number | undefined;
  /** Base64. */
  readonly md5Checksum: string | undefined;
  readonly etag: string | undefined;
}

const SUMMARY = 'manifest-summary.json';

/**
 * Reads the manifest of an export. Keys in it begin at the bucket; what was moved is found beside the manifest.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/S3DataExport.Output.html
 * @throws {FolderError} when there is none, or several.
 * @throws {ReplayFileError} when it is of another format, or a file is missing.
 */
export async function exportedFiles(folder: Folder, options: ConsumeOptions): Promise<readonly ExportedFile[]> {
  const sizes = new Map<string, number>();
  for await (const { path, size } of folder.list(options)) sizes.set(path, size);
  const summaries = [...sizes.keys()].filter((path) => posix.basename(path) === SUMMARY);
  const [summary, another] = summaries;
  if (summary === undefined) throw new FolderError(folder.name, `it holds no ${SUMMARY}: an export writes it last.`);
  if (another !== undefined) throw new FolderError(folder.name, `it holds several exports: ${summaries.join(', ')}.`);
  await checkSummary(folder, summary, options);
  return dataFiles(folder, posix.dirname(summary), sizes, options);
}

async function checkSummary(folder: Folder, path: string, options: ConsumeOptions): Promise<void> {
  let text = '';
  for await (const line of linesOf(folder, path, options)) text += `${line.text}\n`;
  const { outputFormat } = fieldsOf(text, `${folder.name}/${path}`, 1);
  if (outputFormat === 'DYNAMODB_JSON') return;
  const problem = `the export is in the format ${outputFormat}; make one in DYNAMODB_JSON.`;
  throw new ReplayFileError(`${folder.name}/${path}`, undefined, problem);
}

async function dataFiles(
  folder: Folder,
  root: string,
  sizes: ReadonlyMap<string, number>,
  options: ConsumeOptions,
): Promise<readonly ExportedFile[]> {
  const manifest = posix.join(root, 'manifest-files.json');
  const files: ExportedFile[] = [];
  for await (const { text, number } of linesOf(folder, manifest, options)) {
    const place = [`${folder.name}/${manifest}`, number] as const;
    const { dataFileS3Key, itemCount, md5Checksum, etag } = fieldsOf(text, ...place);
    if (typeof dataFileS3Key !== 'string') throw new ReplayFileError(...place, 'it names no data file.');
    const path = posix.join(root, 'data', posix.basename(dataFileS3Key));
    const size = sizes.get(path);
    if (size === undefined) throw new ReplayFileError(...place, `the file "${path}" that it names is missing.`);
    files.push({
      path,
      size,
      itemCount: typeof itemCount === 'number' ? itemCount : undefined,
      md5Checksum: typeof md5Checksum === 'string' ? md5Checksum : undefined,
      etag: typeof etag === 'string' ? etag : undefined,
    });
  }
  return files;
}

type Fields = Readonly<Record<string, unknown>>;

function fieldsOf(text: string, file: string, line: number): Fields {
  try {
    const value: unknown = JSON.parse(text);
    if (isFields(value)) return value;
  } catch (cause) {
    throw new ReplayFileError(file, line, 'it is no JSON.', { cause });
  }
  throw new ReplayFileError(file, line, 'it is no JSON object.');
}

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;
