import type { DeliveredCommit } from '@eventsource/core';
import { readArchiveLine } from '../../archive/archive-line.js';
import { FolderError } from '../errors/folder-error.js';
import { ReplayFileError } from '../errors/replay-file-error.js';
import type { Folder, FolderFile } from '../folder/folder.js';
import { linesOf } from './lines.js';
import type { ReadOptions, ReplayFile, ReplaySource } from './replay-source.js';

/**
 * The archive that `firehosePublisher` has written to S3: all files in the folder, compressed or not. Keep other files
 * out of the folder. To replay only a part, such as a month, pass the folder of that part.
 *
 * @example
 * const from = firehoseArchive(s3Folder({ bucket: 'archive', prefix: 'events/2026/' }));
 */
export const firehoseArchive = (folder: Folder): ReplaySource => ({
  files: async (options = {}) => {
    const files: ReplayFile[] = [];
    for await (const file of folder.list(options)) files.push(archiveFile(folder, file));
    if (files.length === 0) throw new FolderError(folder.name, 'there are no files in it.');
    return files;
  },
});

const archiveFile = (folder: Folder, { path, size }: FolderFile): ReplayFile => {
  const name = `${folder.name}/${path}`;
  return { name, size, commits: (options) => commitsIn(folder, path, name, options) };
};

async function* commitsIn(
  folder: Folder,
  path: string,
  name: string,
  options: ReadOptions | undefined,
): AsyncGenerator<DeliveredCommit, void, undefined> {
  for await (const { text, number } of linesOf(folder, path, options)) {
    const { stream, version, record } = archived(text, name, number);
    yield { stream, first: version, records: [record], location: `${name}, line ${number}` };
  }
}

function archived(text: string, name: string, number: number) {
  try {
    const event = readArchiveLine(text);
    if (event.version >= 1) return event;
  } catch (cause) {
    throw new ReplayFileError(name, number, 'it is not an event that firehosePublisher has archived.', { cause });
  }
  throw new ReplayFileError(name, number, 'its version is below 1.');
}
