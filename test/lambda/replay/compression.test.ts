import { setImmediate as turn } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { type Folder, firehoseArchive, ReplayFileError } from '@eventsource/lambda/replay';
import { expect } from 'chai';
import { commitsOf } from '../../core/delivery/streams.js';
import { range } from '../../dynamodb/commits.js';
import { rejection } from '../../dynamodb/rejection.js';
import { linesOf } from './files.js';

describe('A file that is compressed', () => {
  const lines = commitsOf(
    'order:1',
    range(1, 6).map(() => 1),
  ).flatMap(linesOf);
  const part = (from: number, to: number) =>
    gzipSync(
      lines
        .slice(from - 1, to)
        .map((line) => `${line}\n`)
        .join(''),
    );
  const zeros = (count: number) => Buffer.alloc(count);

  /** The versions in a file of these bytes, which come so many at a time. */
  async function versionsIn(bytes: Uint8Array, size: number, slow = false): Promise<number[]> {
    async function* chunks() {
      for (let from = 0; from < bytes.length; from += size) {
        if (slow) await turn();
        yield bytes.subarray(from, from + size);
      }
    }
    const folder: Folder = {
      name: 'folder',
      list: async function* () {
        yield { path: 'file', size: bytes.length };
      },
      read: async () => chunks(),
    };
    const versions: number[] = [];
    for (const file of await firehoseArchive(folder).files()) {
      for await (const { first } of file.commits()) versions.push(first);
    }
    return versions;
  }
  const sizes = [...range(1, 40), part(1, 2).length - 1, part(1, 2).length, part(1, 2).length + 1, 65_536];

  const WHOLE: readonly [string, Uint8Array][] = [
    ['in one part', part(1, 6)],
    ['in several parts', Buffer.concat([part(1, 2), part(3, 5), part(6, 6)])],
    ['in parts with padding between them', Buffer.concat([part(1, 2), zeros(1), part(3, 5), zeros(700), part(6, 6)])],
    ['with padding behind it', Buffer.concat([part(1, 6), zeros(512)])],
    ['not at all', Buffer.from(lines.map((line) => `${line}\n`).join(''))],
  ];
  for (const [how, bytes] of WHOLE) {
    it(`${how} is read to its end, in whatever pieces it comes`, async () => {
      for (const size of sizes) {
        expect(await versionsIn(bytes, size), `of ${size} bytes`).to.deep.equal(range(1, 6));
        expect(await versionsIn(bytes, size, true), `of ${size} bytes, slowly`).to.deep.equal(range(1, 6));
      }
    });
  }

  const DAMAGED: readonly [string, Uint8Array][] = [
    ['is cut off in its second part', Buffer.concat([part(1, 2), part(3, 6).subarray(0, -3)])],
    ['is cut off behind padding', Buffer.concat([part(1, 2), zeros(3), part(3, 6).subarray(0, 5)])],
    ['goes on with something else', Buffer.concat([part(1, 6), Buffer.from('something else')])],
    ['goes on with something else behind padding', Buffer.concat([part(1, 6), zeros(9), Buffer.from('else')])],
  ];
  for (const [how, bytes] of DAMAGED) {
    it(`and ${how} is refused`, async () => {
      for (const size of sizes) {
        const error = await rejection(versionsIn(bytes, size));
        expect(error, `of ${size} bytes`).to.be.instanceOf(ReplayFileError);
        expect(error).to.have.property('message').that.includes('its compression ends, or is damaged, here');
      }
    });
  }
});
