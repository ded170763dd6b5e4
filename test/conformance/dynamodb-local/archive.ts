import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** An npm package that carries DynamoDB Local 1.25.1. Installed, it would bring 340 MB of dependencies along. */
export const PACKAGE = 'amplify-dynamodb-simulator@2.9.30';
export const CHECKSUM = 'xTeeRLvzEfqyd5lh3bH4c0kHvSHHmmhD5ZDsHFKAQ5g2Zl6JqlFdutaQhCLHzxEp6Ry1o7TB6niIoXuQAnSewQ==';

/** The folder with `DynamoDBLocal.jar`: fetched once (57 MB), checked, and kept in the repository's cache. */
export async function emulatorFolder(cache = '.cache'): Promise<string> {
  const folder = join(cache, 'dynamodb-local', PACKAGE);
  if (!(await exists(folder))) await fetchInto(folder, cache);
  return folder;
}

/** Unpacks beside the place and moves in one step, so that what is in the place is always whole. */
async function fetchInto(folder: string, cache: string): Promise<void> {
  await mkdir(join(folder, '..'), { recursive: true });
  const unpacked = await mkdtemp(join(cache, 'fetching-'));
  try {
    await execute('npm', ['pack', PACKAGE, '--silent', '--pack-destination', unpacked]);
    const archive = join(unpacked, `${PACKAGE.replace('@', '-')}.tgz`);
    await checkArchive(archive);
    await execute('tar', ['-xzf', archive, '-C', unpacked, 'package/emulator']);
    await rename(join(unpacked, 'package/emulator'), folder);
  } finally {
    await rm(unpacked, { recursive: true, force: true });
  }
}

/** Throws unless this file is, to the last byte, the one that we know. */
export async function checkArchive(archive: string): Promise<void> {
  const hash = createHash('sha512');
  await pipeline(createReadStream(archive), hash);
  const checksum = hash.digest('base64');
  if (checksum !== CHECKSUM) {
    throw new Error(`${archive} is not the ${PACKAGE} that we know: its SHA-512 is ${checksum}, not ${CHECKSUM}.`);
  }
}

const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  );
