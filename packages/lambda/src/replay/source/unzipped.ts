import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { RereadBytes } from './reread-bytes.js';

const GZIP = [0x1f, 0x8b];

/**
 * The bytes of a file that may be compressed by gzip: by its content, since names get lost on the way. There may be several
 * compressed parts one behind the other, with zeros between them, as padding, and behind the last one.
 *
 * @throws what zlib throws, where it is damaged, cut off, or goes on with something else.
 */
export async function* unzipped(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
  const input = new RereadBytes(bytes);
  try {
    if (!(await input.startsWith(GZIP))) return yield* input.chunks(() => 0);
    for (let offset = 0; ; ) {
      offset = yield* parts(input, offset);
      await input.goTo(offset);
      const zeros = await input.zeros();
      if (zeros === undefined) return;
      offset += zeros;
      await input.goTo(offset);
    }
  } finally {
    await input.close();
  }
}

/** Those that follow each other without a zero in between: Node.js takes what is behind for the end. @returns where that is. */
async function* parts(input: RereadBytes, offset: number): AsyncGenerator<Uint8Array, number, undefined> {
  const gunzip = createGunzip();
  yield* pipeline(
    input.chunks(() => offset + gunzip.bytesWritten),
    gunzip,
    () => {},
  );
  return offset + gunzip.bytesWritten;
}
