import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** Fetches a package from the registry without installing it, and reads in its folder. */
export async function inArchive<T>(pinned: string, read: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'names-'));
  try {
    const { stdout } = await execute('npm', ['pack', pinned, '--silent', '--pack-destination', folder]);
    await execute('tar', ['-xzf', join(folder, stdout.trim()), '-C', folder]);
    return await read(join(folder, 'package'));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
