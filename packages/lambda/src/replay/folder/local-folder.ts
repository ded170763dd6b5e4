import { createReadStream } from 'node:fs';
import { open, readdir, stat } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import type { ConsumeOptions } from '@eventsource/core';
import { FolderError } from '../errors/folder-error.js';
import type { Folder, FolderFile } from './folder.js';

/**
 * A folder of this machine, such as one that `aws s3 sync` has filled.
 *
 * @example
 * const archive = firehoseArchive(localFolder('./archive'));
 */
export const localFolder = (path: string): Folder => new LocalFolder(resolve(path));

class LocalFolder implements Folder {
  constructor(readonly name: string) {}

  async *list({ signal }: ConsumeOptions = {}): AsyncGenerator<FolderFile, void, undefined> {
    const entries = await readdir(this.name, { recursive: true, withFileTypes: true }).catch(unreadable(this.name));
    for (const entry of entries) {
      signal?.throwIfAborted();
      if (!entry.isFile()) continue;
      const file = join(entry.parentPath, entry.name);
      const { size } = await stat(file);
      yield { path: relative(this.name, file).split(sep).join('/'), size };
    }
  }

  async read(path: string, { signal }: ConsumeOptions = {}): Promise<AsyncIterable<Uint8Array>> {
    const file = join(this.name, path);
    const handle = await open(file).catch(unreadable(file));
    return createReadStream(file, { fd: handle, ...(signal && { signal }) });
  }
}

const unreadable =
  (name: string) =>
  (cause: NodeJS.ErrnoException): never => {
    throw new FolderError(name, cause.code === 'ENOENT' ? 'it does not exist.' : cause.message, { cause });
  };
