import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  ExportNotChosenError,
  type Folder,
  FolderError,
  firehoseArchive,
  localFolder,
  ReplayFileError,
  type ReplaySource,
  replay,
  tableExport,
} from '@eventsource/lambda/replay';
import { expect } from 'chai';
import { NoteTaker } from '../../core/delivery/note-taker.js';
import { commitsOf } from '../../core/delivery/streams.js';
import { range } from '../../dynamodb/commits.js';
import { rejection } from '../../dynamodb/rejection.js';
import { commitItem } from '../../dynamodb/verify/tables.js';
import {
  archiveOf,
  EXPORT,
  exportLine,
  exportOf,
  type Files,
  incrementalExportOf,
  linesOf,
  writeTo,
  zipped,
} from './files.js';

describe('A replay of', () => {
  let root: string;
  let count = 0;
  before(async () => {
    root = await mkdtemp(join(tmpdir(), 'replay-damaged-'));
  });
  after(() => rm(root, { recursive: true }));

  /** What it fails with; nothing may have been delivered. */
  async function failureOf(kind: (folder: Folder) => ReplaySource, files: Files): Promise<unknown> {
    const folder = join(root, String(count++));
    await writeTo(folder, { ...files, 'zz/last': new Uint8Array() });
    const notes = new NoteTaker();
    const error = await rejection(replay({ from: kind(localFolder(folder)), consumers: [notes] }));
    expect(notes.given).to.deep.equal([]);
    return error;
  }

  const sound = range(1, 20).flatMap((number) => commitsOf(`order:${number}`, [1, 2, 1]));
  const lines = sound.flatMap(linesOf);

  describe('an archive fails before it delivers, with file and line,', () => {
    const whole = zipped(lines);
    const CASES: readonly [string, Uint8Array, number, RegExp][] = [
      [
        'at a line that is no JSON',
        zipped([...lines.slice(0, 6), '{"stream":', ...lines]),
        7,
        /not an event that firehose/,
      ],
      [
        'at a line of something else',
        zipped([...lines.slice(0, 2), '{"id":1,"type":"x"}']),
        3,
        /not an event that fire/,
      ],
      ['at a version below 1', zipped(['{"stream":"a","version":0,"record":{"t":"a","d":{}}}']), 1, /below 1/],
      ['at a line of bytes that are no text', Buffer.from([0x7b, 0xff, 0x0a]), 1, /not UTF-8/],
      ['where its compression is cut off', whole.subarray(0, whole.length - 20), 0, /compression ends, or is damaged/],
      ['where its compression is cut off at once', whole.subarray(0, 12), 1, /compression ends, or is damaged/],
      ['where its compression is damaged', damaged(whole), 0, /compression ends, or is damaged/],
      [
        'where a text is cut off',
        Buffer.from(lines.join('\n').slice(0, -9)),
        lines.length,
        /not an event that firehose/,
      ],
      ['at a line that never ends', Buffer.alloc(17 * 1024 * 1024, 'x'), 1, /never ends/],
    ];
    for (const [where, bytes, line, message] of CASES) {
      it(where, async () => {
        const error = await failureOf(firehoseArchive, { ...archiveOf(sound), 'b/broken': bytes });
        expect(error)
          .to.be.instanceOf(ReplayFileError)
          .with.property('file')
          .that.matches(/b\/broken$/);
        expect(error).to.have.property('message').that.matches(message);
        if (line > 0) expect(error).to.have.property('line', line);
        else expect(error).to.have.property('line').that.is.greaterThan(0);
      });
    }

    it('when there is none', async () => {
      const missing = firehoseArchive(localFolder(join(root, 'nowhere')));
      const error = await rejection(replay({ from: missing, consumers: [new NoteTaker()] }));
      expect(error).to.be.instanceOf(FolderError).with.property('message').that.includes('it does not exist');
    });
  });

  describe('an export fails before it delivers,', () => {
    const items = range(1, 12).map((version) => commitItem('order:1', version));
    const files = exportOf(items);
    const [first, second] = [0, 1].map((index) => `${EXPORT}/data/file${index}.json.gz`);
    const manifest = (text: (lines: string[]) => string): Files => {
      const path = `${EXPORT}/manifest-files.json`;
      const lines = Buffer.from(files[path] ?? [])
        .toString()
        .trim()
        .split('\n');
      return { ...files, [path]: Buffer.from(text(lines)) };
    };
    const without = (member: string) => manifest((lines) => lines.map((line) => line.replace(member, '"x')).join('\n'));
    const swapped: Files = { ...files, [first ?? '']: files[second ?? ''] ?? new Uint8Array() };
    const short = zipped(
      items
        .filter((_, index) => index % 3 === 0)
        .slice(1)
        .map(exportLine),
    );
    const other = (text: string): Files => ({ ...without('"md5Checksum'), [first ?? '']: zipped([text]) });

    const CASES: readonly [string, Files, RegExp][] = [
      ['when a file is not the one of the manifest', swapped, /file0.json.gz": its MD5 is .*, not /],
      [
        'when a file is another than its ETag tells',
        { ...without('"md5Checksum'), [first ?? '']: short },
        /file0.json.gz": its ETag is /,
      ],
      [
        'when a file holds fewer items than the manifest says',
        {
          ...manifest((lines) =>
            lines.map((line) => line.replace('"md5Checksum', '"x').replace('"etag', '"y')).join('\n'),
          ),
          [first ?? '']: short,
        },
        /file0.json.gz": it holds 3 items, not the 4 of the manifest/,
      ],
      [
        'when a file is missing',
        Object.fromEntries(Object.entries(files).filter(([path]) => path !== first)),
        /manifest-files.json", line 1: the file .*file0.json.gz" that it names is missing/,
      ],
      [
        'when the manifest is damaged',
        manifest((lines) => `${lines[0]}\n{"item`),
        /manifest-files.json", line 2: it is not JSON/,
      ],
      ['when the manifest names no files', manifest(() => '{}'), /line 1: it names no data file/],
      [
        'when the manifest is cut off behind a line',
        manifest(([line]) => `${line}\n`),
        /manifest-files.json": its files hold 4 items, and the export 12: it is cut off/,
      ],
      ['when the manifest is empty', manifest(() => ''), /manifest-files.json": it names no data files: it is cut off/],
      [
        'when it is in another format',
        { ...files, [`${EXPORT}/manifest-summary.json`]: Buffer.from('{"outputFormat":"ION"}') },
        /in the format ION; make one in DYNAMODB_JSON/,
      ],
      [
        'when a line is no JSON',
        other('{"Item":'),
        /file0.json.gz", line 1: This is not a line of an export: it is not JSON/,
      ],
      ['when a line holds no item', other('{"Key":{}}'), /line 1: .*its attributes are not an object/],
      [
        'when an item is of another table',
        other('{"Item":{"id":{"S":"1"}}}'),
        /line 1: .*its item does not have the key/,
      ],
      [
        'when an item is malformed',
        other(exportLine({ ...commitItem('order:1', 1), _1: { S: 'text' } })),
        /line 1: Stream "order:1" is malformed at version 1/,
      ],
    ];
    for (const [when, broken, message] of CASES) {
      it(when, async () => {
        const error = await failureOf(tableExport, broken);
        expect(error).to.be.instanceOf(ReplayFileError).with.property('message').that.matches(message);
      });
    }

    it('when its manifest is missing, as in an export that is under way', async () => {
      const { [`${EXPORT}/manifest-summary.json`]: _, ...rest } = files;
      const error = await failureOf(tableExport, rest);
      expect(error).to.be.instanceOf(FolderError).with.property('message').that.includes('no manifest-summary.json');
    });

    describe('when there are several,', () => {
      const several = { ...files, ...exportOf(items, { root: 'AWSDynamoDB/another' }) };

      it('with a list to choose from', async () => {
        expect(await failureOf(tableExport, several))
          .to.be.instanceOf(ExportNotChosenError)
          .with.property('message')
          .that.includes('several exports: choose one by its id. There are 01693685827463-2d8752fd, another.');
      });

      it('with the same list where the one that was chosen is none of them', async () => {
        const chosen = (folder: Folder) => tableExport(folder, { exportId: 'third' });
        expect(await failureOf(chosen, several))
          .to.be.instanceOf(ExportNotChosenError)
          .with.property('message')
          .that.includes('has no export "third". There are 01693685827463-2d8752fd, another.');
      });
    });

    it('when it is an incremental one without the data beside it, and says where that lies', async () => {
      const root = 'AWSDynamoDB/01693685934212-ac809da5';
      const incremental = incrementalExportOf(items, root);
      const inside = (folder: Folder) => tableExport(localFolder(join(folder.name, root)));
      expect(await failureOf(inside, incremental))
        .to.be.instanceOf(ReplayFileError)
        .with.property('message')
        .that.matches(
          /line 1: the file "AWSDynamoDB\/data\/.*" that it names is missing\. .* give the folder above, and the export's id, 01693685934212-ac809da5\.$/,
        );
    });
  });
});

/** With one byte in the middle that is another. */
function damaged(bytes: Uint8Array): Uint8Array {
  const copy = Uint8Array.from(bytes);
  const middle = Math.floor(copy.length / 2);
  copy[middle] = (copy[middle] ?? 0) ^ 0xff;
  return copy;
}
