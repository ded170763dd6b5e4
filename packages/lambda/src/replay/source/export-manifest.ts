import { posix } from 'node:path';
import type { ConsumeOptions } from '@eventsource/core';
import { ExportNotChosenError } from '../errors/export-not-chosen-error.js';
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

/** What there is in a folder: paths and sizes. */
type Sizes = ReadonlyMap<string, number>;

/** The manifest of one export. */
interface Manifest {
  readonly summary: string;
  /** The folder that it lies in, which is named by the id of the export. */
  readonly root: string;
}

/**
 * Reads the manifest of an export. Keys in it begin at the bucket; what was moved is found beside the manifest, or, as AWS
 * lays out incremental exports, in the folder `data` that the exports of one place share.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/S3DataExport.Output.html
 * @throws {FolderError} when there is none.
 * @throws {ExportNotChosenError} when there are several and no id to choose by, or none of the id.
 * @throws {ReplayFileError} when it is of another format or cut off, or a file is missing.
 */
export async function exportedFiles(
  folder: Folder,
  exportId: string | undefined,
  options: ConsumeOptions,
): Promise<readonly ExportedFile[]> {
  const sizes = new Map<string, number>();
  for await (const { path, size } of folder.list(options)) sizes.set(path, size);
  const manifest = manifestIn(folder, sizes, exportId);
  const { itemCount } = await summaryOf(folder, manifest, options);
  const files = await dataFiles(folder, manifest, sizes, options);
  checkCount(folder, manifest, files, itemCount);
  return files;
}

function manifestIn(folder: Folder, sizes: Sizes, exportId: string | undefined): Manifest {
  const summaries = [...sizes.keys()].filter((path) => posix.basename(path) === SUMMARY);
  const manifests = summaries.map((summary) => ({ summary, root: posix.dirname(summary) }));
  const chosen = manifests.filter((manifest) => exportId === undefined || idOf(folder, manifest) === exportId);
  const [only, another] = chosen;
  if (manifests.length === 0) throw new FolderError(folder.name, `it holds no ${SUMMARY}: an export writes it last.`);
  if (only && !another) return only;
  const ids = manifests.map((manifest) => idOf(folder, manifest)).sort();
  throw new ExportNotChosenError(folder.name, ids, exportId);
}

const idOf = (folder: Folder, { root }: Manifest): string => posix.basename(root === '.' ? folder.name : root);

async function summaryOf(folder: Folder, { summary }: Manifest, options: ConsumeOptions): Promise<Fields> {
  const name = `${folder.name}/${summary}`;
  let text = '';
  for await (const line of linesOf(folder, summary, options)) text += `${line.text}\n`;
  const fields = fieldsOf(text, name, 1);
  if (fields.outputFormat === 'DYNAMODB_JSON') return fields;
  const problem = `the export is in the format ${fields.outputFormat}; make one in DYNAMODB_JSON.`;
  throw new ReplayFileError(name, undefined, problem);
}

async function dataFiles(
  folder: Folder,
  manifest: Manifest,
  sizes: Sizes,
  options: ConsumeOptions,
): Promise<readonly ExportedFile[]> {
  const list = listOf(manifest);
  const files: ExportedFile[] = [];
  for await (const { text, number } of linesOf(folder, list, options)) {
    const place = [`${folder.name}/${list}`, number] as const;
    const { dataFileS3Key, itemCount, md5Checksum, etag } = fieldsOf(text, ...place);
    if (typeof dataFileS3Key !== 'string') throw new ReplayFileError(...place, 'it names no data file.');
    const file = fileNamed(posix.basename(dataFileS3Key), manifest, sizes);
    if (!file) throw new ReplayFileError(...place, missing(folder, manifest, dataFileS3Key));
    files.push({
      ...file,
      itemCount: typeof itemCount === 'number' ? itemCount : undefined,
      md5Checksum: typeof md5Checksum === 'string' ? md5Checksum : undefined,
      etag: typeof etag === 'string' ? etag : undefined,
    });
  }
  return files;
}

const listOf = ({ root }: Manifest): string => posix.join(root, 'manifest-files.json');

function fileNamed(name: string, { root }: Manifest, sizes: Sizes): { path: string; size: number } | undefined {
  for (const path of [posix.join(root, 'data', name), posix.join(root, '../data', name)]) {
    const size = sizes.get(path);
    if (size !== undefined) return { path, size };
  }
  return undefined;
}

/** Where the folder is that of the export itself, it cannot be known what lies beside it. */
function missing(folder: Folder, manifest: Manifest, key: string): string {
  const problem = `the file "${key}" that it names is missing.`;
  if (manifest.root !== '.') return problem;
  return `${problem} The data of an incremental export lies beside its folder: give the folder above, and the export's id, ${idOf(folder, manifest)}.`;
}

/** An export has at least one file, which may hold nothing. */
function checkCount(folder: Folder, manifest: Manifest, files: readonly ExportedFile[], itemCount: unknown): void {
  const name = `${folder.name}/${listOf(manifest)}`;
  if (files.length === 0) throw new ReplayFileError(name, undefined, 'it names no data files: it is cut off.');
  const counts = files.map((file) => file.itemCount ?? Number.NaN);
  const counted = counts.reduce((sum, count) => sum + count, 0);
  if (typeof itemCount !== 'number' || Number.isNaN(counted) || counted === itemCount) return;
  const problem = `its files hold ${counted} items, and the export ${itemCount}: it is cut off, or of another export.`;
  throw new ReplayFileError(name, undefined, problem);
}

type Fields = Readonly<Record<string, unknown>>;

function fieldsOf(text: string, file: string, line: number): Fields {
  try {
    const value: unknown = JSON.parse(text);
    if (isFields(value)) return value;
  } catch (cause) {
    throw new ReplayFileError(file, line, 'it is not JSON.', { cause });
  }
  throw new ReplayFileError(file, line, 'it is not a JSON object.');
}

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;
