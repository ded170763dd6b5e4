import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import { deserialize, serialize } from 'node:v8';
import type { DeliveredCommit } from '@eventsource/core';

/** Bytes of the number that tells how long the next commit is. */
const HEAD = 4;
/** In bytes: what is written and read at once. */
const BLOCK = 256 * 1024;

/** Commits in a temporary file, in their order. It is written once, and read once, by this very process. */
export class SortedFile {
  constructor(private readonly path: string) {}

  async write(
    batches: AsyncIterable<readonly DeliveredCommit[]> | Iterable<readonly DeliveredCommit[]>,
  ): Promise<void> {
    const file = createWriteStream(this.path, { highWaterMark: BLOCK });
    const done = finished(file);
    // It is awaited in the end, and may fail long before.
    done.catch(() => {});
    try {
      for await (const batch of batches) {
        if (!file.write(Buffer.concat(batch.flatMap(framed)))) await Promise.race([once(file, 'drain'), done]);
      }
    } finally {
      file.end();
      await done;
    }
  }

  /** Block by block. */
  async *read(): AsyncGenerator<readonly DeliveredCommit[], void, undefined> {
    let rest: Buffer = Buffer.alloc(0);
    for await (const chunk of createReadStream(this.path, { highWaterMark: BLOCK })) {
      const bytes = Buffer.concat([rest, chunk]);
      const { commits, length } = commitsIn(bytes);
      rest = bytes.subarray(length);
      if (commits.length > 0) yield commits;
    }
  }

  async remove(): Promise<void> {
    await rm(this.path, { force: true });
  }
}

function framed(commit: DeliveredCommit): [Buffer, Buffer] {
  const body = serialize(commit);
  const head = Buffer.alloc(HEAD);
  head.writeUInt32BE(body.length);
  return [head, body];
}

/** Those that are whole. @returns how many bytes they take, too. */
function commitsIn(bytes: Buffer): { commits: DeliveredCommit[]; length: number } {
  const commits: DeliveredCommit[] = [];
  let start = 0;
  while (start + HEAD <= bytes.length) {
    const end = start + HEAD + bytes.readUInt32BE(start);
    if (end > bytes.length) break;
    commits.push(deserialize(bytes.subarray(start + HEAD, end)));
    start = end;
  }
  return { commits, length: start };
}
