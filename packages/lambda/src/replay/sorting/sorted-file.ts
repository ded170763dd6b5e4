import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import { deserialize, serialize } from 'node:v8';
import type { DeliveredCommit } from '@eventsource/core';
import type { Place, Places } from './place.js';

/** Bytes of the number that tells how long the next commit is. */
const HEAD = 4;
/** In bytes: what is written and read at once. */
const BLOCK = 256 * 1024;

/** A commit as it is written: without the names of its fields, which would be longer than many a record. */
type Written = readonly [DeliveredCommit['stream'], DeliveredCommit['first'], DeliveredCommit['records'], Id, Place];
type Id = DeliveredCommit['id'];

/** Commits in a temporary file, in their order. It is written once, and read once, by this very process. */
export class SortedFile {
  constructor(
    private readonly path: string,
    private readonly places: Places,
  ) {}

  async write(
    batches: AsyncIterable<readonly DeliveredCommit[]> | Iterable<readonly DeliveredCommit[]>,
  ): Promise<void> {
    const file = createWriteStream(this.path, { highWaterMark: BLOCK });
    const done = finished(file);
    // It is awaited in the end, and may fail long before.
    done.catch(() => {});
    try {
      for await (const batch of batches) {
        const bytes = Buffer.concat(batch.flatMap((commit) => this.#framed(commit)));
        if (!file.write(bytes)) await Promise.race([once(file, 'drain'), done]);
      }
    } finally {
      file.end();
      await done;
    }
  }

  /** Block by block. At its end, or when nobody reads on, the file is removed. */
  async *read(): AsyncGenerator<readonly DeliveredCommit[], void, undefined> {
    try {
      let rest: Buffer = Buffer.alloc(0);
      for await (const chunk of createReadStream(this.path, { highWaterMark: BLOCK })) {
        const bytes = Buffer.concat([rest, chunk]);
        const { commits, length } = this.#commitsIn(bytes);
        rest = bytes.subarray(length);
        if (commits.length > 0) yield commits;
      }
    } finally {
      await rm(this.path, { force: true });
    }
  }

  #framed({ stream, first, records, id, location }: DeliveredCommit): [Buffer, Buffer] {
    const written: Written = [stream, first, records, id, this.places.shortened(location)];
    const body = serialize(written);
    const head = Buffer.alloc(HEAD);
    head.writeUInt32BE(body.length);
    return [head, body];
  }

  /** Those that are whole. @returns how many bytes they take, too. */
  #commitsIn(bytes: Buffer): { commits: DeliveredCommit[]; length: number } {
    const commits: DeliveredCommit[] = [];
    let start = 0;
    while (start + HEAD <= bytes.length) {
      const end = start + HEAD + bytes.readUInt32BE(start);
      if (end > bytes.length) break;
      commits.push(this.#commitOf(deserialize(bytes.subarray(start + HEAD, end))));
      start = end;
    }
    return { commits, length: start };
  }

  #commitOf([stream, first, records, id, place]: Written): DeliveredCommit {
    const location = this.places.location(place);
    return { stream, first, records, ...(id && { id }), ...(location !== undefined && { location }) };
  }
}
