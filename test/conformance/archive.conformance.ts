import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { checkArchive } from './dynamodb-local/archive.js';
import { checkJava } from './dynamodb-local/java.js';

const rejection = (promise: Promise<void>) => promise.catch((error: unknown) => String(error));

describe('What DynamoDB Local needs', () => {
  it('is fetched only with the checksum that we know', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'archive-'));
    const archive = join(folder, 'other.tgz');
    await writeFile(archive, 'something else');
    expect(await rejection(checkArchive(archive))).to.match(
      /other\.tgz is not the amplify-dynamodb-simulator@2\.9\.30/,
    );
    await rm(folder, { recursive: true });
  });

  it('is named when Java is missing', async () => {
    const { PATH } = process.env;
    process.env.PATH = '';
    try {
      expect(await rejection(checkJava())).to.include('DynamoDB Local needs Java 17 or newer on the PATH. Install it');
    } finally {
      process.env.PATH = PATH;
    }
  });
});
