import { writeFileSync } from 'node:fs';
import { access, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { ArchiveError, CheckpointError, copy, FileExistsError } from '@eventsource/dynamodb';
import { expect } from 'chai';
import fc from 'fast-check';
import { bytes, range } from '../commits.js';
import type { RawItem } from '../raw-items.js';
import { rejection } from '../rejection.js';
import { intercepting } from '../verify/interception.js';
import { commitItem, partItem } from '../verify/tables.js';
import { archiveOf, Folder, HEADER, linesOf } from './archives.js';
import { Copies, everyKind, goItem } from './copies.js';

describe('A copy to a file', () => {
  const copies = new Copies();
  const folder = new Folder();

  before(async () => {
    await copies.start();
    await folder.make();
  });
  after(async () => {
    await folder.remove();
    await copies.stop();
  });

  for (const ending of ['ndjson', 'ndjson.gz']) {
    it(`and back holds every item exactly as it was, as .${ending}`, async () => {
      const [from, to] = [await copies.of(...everyKind()), await copies.empty()];
      const file = folder.file(ending);
      const items = everyKind().length;
      expect(await copy({ from, to: { file } })).to.include({ streams: 7, items, written: items, verified: items });
      const totals = await copy({ from: { file }, to });
      expect(totals).to.include({ streams: 7, items, written: items, verified: items, sourceReadUnits: 0 });
      expect(await copies.contents(to)).to.deep.equal(await copies.contents(from));
      const first = (await readFile(file)).subarray(0, 2).toString('hex');
      expect(first).to.equal(ending.endsWith('.gz') ? '1f8b' : Buffer.from('{"').toString('hex'));
    });
  }

  it('is read by a person with a line an item', async () => {
    const from = await copies.of(
      commitItem('a', 1, 2, { s: { B: bytes('{"total":2}') }, sv: { S: 'f00d' }, note: { S: 'zoë' } }),
      partItem('a', 3, 3, [3, 4]),
      goItem('a', 2, []),
    );
    const file = folder.file();
    await copy({ from, to: { file } });
    expect((await linesOf(file)).slice(0, -1)).to.deep.equal([
      HEADER,
      '{"stream":"a","partition":1,"commit":"aWQtMQ==","events":[{"version":1,"record":{"t":"noted","d":{"version":1}}},' +
        '{"version":2,"record":{"t":"noted","d":{"version":2}}}],' +
        '"snapshot":{"fingerprint":"f00d","state":{"total":2}},"attributes":{"note":{"S":"zoë"}}}',
      '{"stream":"a","partition":2,"attributes":{"revision":{"N":"0"}}}',
      '{"stream":"a","partition":3,"commit":"aWQtMw==","events":[{"version":3,"record":{"t":"noted","d":{"version":3}}}],' +
        '"attributes":{"f":{"N":"3"},"l":{"N":"4"}}}',
    ]);
    const { end } = JSON.parse((await linesOf(file)).at(-1) ?? '');
    expect(end).to.include({ streams: 1, items: 3, events: 3 }).and.to.have.property('sha256').with.length(64);
  });

  it('and back gives the same bytes, whatever they are', async function () {
    this.timeout(60_000);
    const text = fc.string({ unit: 'binary', maxLength: 20 });
    const json = fc.json({ maxDepth: 3, stringUnit: 'binary' }).map(bytes);
    const record = fc.oneof(json, text.map(bytes), fc.uint8Array({ maxLength: 40 }));
    const item = fc.record({
      records: fc.array(record, { maxLength: 4 }),
      state: record,
      id: fc.uint8Array(),
      note: text,
    });
    await fc.assert(
      fc.asyncProperty(fc.array(item, { minLength: 1, maxLength: 20 }), async (made) => {
        const items = made.map(
          ({ records, state, id, note }, index): RawItem => ({
            key: { S: `s-${index % 3}` },
            partition: { N: String(index) },
            c: { B: id },
            s: { B: state },
            sv: { S: note },
            ...Object.fromEntries(records.map((B, version) => [`_${version + 1}`, { B }])),
          }),
        );
        const [from, to] = [await copies.of(...items), await copies.empty()];
        const file = folder.file('ndjson.gz');
        await copy({ from, to: { file } });
        await copy({ from: { file }, to });
        expect(await copies.contents(to)).to.deep.equal(await copies.contents(from));
      }),
      { numRuns: 10 },
    );
  });

  it('of an empty table is a whole archive', async () => {
    const [from, to] = [await copies.empty(), await copies.empty()];
    const file = folder.file();
    await copy({ from, to: { file } });
    expect(await linesOf(file)).to.have.length(2);
    expect(await copy({ from: { file }, to })).to.include({ streams: 0, items: 0 });
  });

  it('and on to another compresses, or takes a part of it', async () => {
    const from = await copies.of(commitItem('a', 1), commitItem('b', 1));
    const [plain, packed] = [folder.file(), folder.file('gz')];
    await copy({ from, to: { file: plain } });
    await copy({ from: { file: plain }, to: { file: packed }, aggregate: 'order', stream: 'b' });
    const lines = gunzipSync(await readFile(packed))
      .toString()
      .split('\n');
    expect(lines).to.have.length(4);
    expect(lines[1]).to.include('"stream":"order:b"');
  });

  it('overwrites none', async () => {
    const from = await copies.of(commitItem('a', 1));
    const file = await folder.of('mine');
    for (const dryRun of [true, false]) {
      expect(await rejection(copy({ from, to: { file }, dryRun }))).to.be.instanceOf(FileExistsError);
    }
    expect(await readFile(file, 'utf8')).to.equal('mine');
  });

  it('overwrites none that somebody made meanwhile', async () => {
    const from = await copies.of(commitItem('a', 1));
    const file = folder.file();
    const making = copy({ from, to: { file }, onProgress: () => void writeFile(file, 'mine') });
    expect(await rejection(making)).to.be.instanceOf(FileExistsError);
    expect(await readFile(file, 'utf8')).to.equal('mine');
  });

  it('leaves none where it is interrupted or fails, and begins anew', async () => {
    const large = { _1: { B: bytes('x'.repeat(3000)) } };
    const { table } = await copies.of(...range(1, 20).map((stream) => commitItem(`s-${stream}`, 1, 1, large)));
    for (const requests of [1, 2, 5]) {
      const controller = new AbortController();
      let sent = 0;
      const before = () => ++sent === requests && controller.abort('enough');
      const client = intercepting(copies.endpoint, { before });
      const file = folder.file('ndjson.gz');
      const from = { table, client, readUnitsPerSecond: 5 };
      const { signal } = controller;
      expect(await rejection(copy({ from, to: { file }, signal }))).to.equal('enough');
      expect(await readdir(dirname(file))).to.not.include.members([file, `${file}.partial`]);
      await copy({ from: { table, client }, to: { file } });
      await access(file);
      client.destroy();
    }
  });

  it('takes over what a process that was killed left behind', async () => {
    const from = await copies.of(commitItem('a', 1));
    const file = folder.file();
    await writeFile(`${file}.partial`, 'the beginning of something longer'.repeat(100));
    await copy({ from, to: { file } });
    expect(await copy({ from: { file }, to: 'nowhere' })).to.include({ items: 1 });
  });

  it('writes nothing in a dry run', async () => {
    const from = await copies.of(commitItem('a', 1));
    const file = folder.file();
    expect(await copy({ from, to: { file }, dryRun: true })).to.include({ written: 1, verified: 0 });
    expect(await rejection(access(file))).to.include({ code: 'ENOENT' });
  });

  it('goes on from no checkpoint', async () => {
    const from = await copies.of(commitItem('a', 1));
    const failing = copy({ from, to: { file: folder.file() }, checkpoint: '{}' });
    expect(await rejection(failing)).to.be.instanceOf(CheckpointError);
  });

  it('into a folder that does not exist is an error', async () => {
    const from = await copies.of(commitItem('a', 1));
    expect(await rejection(copy({ from, to: { file: `${folder.file()}/x.ndjson` } }))).to.include({ code: 'ENOENT' });
  });

  it('that is read goes on from a checkpoint', async () => {
    const items = range(1, 20).map((stream) => commitItem(`s-${stream}`, 1));
    const [from, to, file] = [await copies.of(...items), await copies.empty(), folder.file('ndjson.gz')];
    await copy({ from, to: { file } });
    const controller = new AbortController();
    let checkpoint: string | undefined;
    const first = copy({
      from: { file },
      to,
      concurrency: 2,
      signal: controller.signal,
      onProgress: (progress) => {
        checkpoint = progress.checkpoint;
        if (progress.totals.items > 9) controller.abort('enough');
      },
    });
    expect(await rejection(first)).to.equal('enough');
    const totals = await copy({ from: { file }, to, checkpoint });
    expect(totals).to.include({ streams: 20, items: 20, verified: 20 });
    expect(totals.alreadyThere).to.be.at.most(2);
    expect(await copies.contents(to)).to.deep.equal(await copies.contents(from));
  });

  describe('that is damaged', () => {
    async function refused(file: string): Promise<ArchiveError> {
      const to = await copies.empty();
      const error = await rejection(copy({ from: { file }, to }));
      expect(await copies.contents(to)).to.deep.equal([]);
      if (!(error instanceof ArchiveError)) throw error;
      expect(error).to.include({ file });
      return error;
    }

    it('is refused wherever it was cut off, before anything is written', async function () {
      this.timeout(60_000);
      const from = await copies.of(commitItem('a', 1), commitItem('a', 2));
      for (const ending of ['ndjson', 'ndjson.gz']) {
        const file = folder.file(ending);
        await copy({ from, to: { file } });
        const whole = await readFile(file);
        for (const length of range(0, whole.length - 1)) {
          const part = await folder.of(whole.subarray(0, length), ending);
          const error = await rejection(copy({ from: { file: part }, to: 'nowhere' }));
          expect(error, `${length} of ${whole.length} bytes of .${ending}`).to.be.instanceOf(ArchiveError);
        }
      }
      expect(await refused(await folder.of(`${HEADER}\n`))).to.include({ line: undefined });
    });

    it('is refused wherever a byte was changed', async function () {
      this.timeout(60_000);
      const from = await copies.of(commitItem('a', 1));
      const file = folder.file();
      await copy({ from, to: { file } });
      const whole = await readFile(file);
      for (const [index, byte] of whole.entries()) {
        const edited = await folder.of(whole.with(index, byte ^ 1));
        expect(await rejection(copy({ from: { file: edited }, to: 'nowhere' })), `byte ${index}`).to.be.instanceOf(
          Error,
        );
      }
    });

    const item = '{"stream":"a","partition":1,"commit":"aWQ=","events":[{"version":1,"record":{"t":"a","d":{}}}]}';
    const broken: [what: string, line: string, says: string][] = [
      ['no JSON', '{"stream":', 'not JSON'],
      ['no object', '[1]', 'not a JSON object'],
      ['null', 'null', 'not a JSON object'],
      ['an empty line', '', 'not JSON'],
      ['no UTF-8', '{"stream":"\udcff"', 'not JSON'],
      ['no stream', '{"partition":1}', '"stream" is not text'],
      ['an empty stream', '{"stream":"","partition":1}', '"stream" is not text'],
      ['no partition', '{"stream":"a"}', '"partition" is not a number'],
      ['a partition that is no number', '{"stream":"a","partition":"x"}', '"partition" is not a number'],
      ['a partition that JSON cannot hold', '{"stream":"a","partition":1.5}', '"partition" is not a number'],
      ['something else', '{"stream":"a","partition":1,"ttl":5}', '"ttl" is not of this format'],
      ['an id that is no base64', '{"stream":"a","partition":1,"commit":"?"}', 'not base64'],
      ['an id that is no text', '{"stream":"a","partition":1,"commit":5}', 'not base64'],
      ['no list of events', '{"stream":"a","partition":1,"events":{}}', '"events" is not a list'],
      ['an event without version', '{"stream":"a","partition":1,"events":[{"record":1}]}', 'no version'],
      ['an event of version 0', '{"stream":"a","partition":1,"events":[{"version":0,"record":1}]}', 'no version'],
      [
        'an event without record',
        '{"stream":"a","partition":1,"events":[{"version":1}]}',
        'either "record" or "base64"',
      ],
      [
        'an event with two records',
        '{"stream":"a","partition":1,"events":[{"version":1,"record":1,"base64":""}]}',
        'either "record" or "base64"',
      ],
      [
        'an event twice',
        '{"stream":"a","partition":1,"events":[{"version":1,"record":1},{"version":1,"record":1}]}',
        'twice',
      ],
      ['an attribute twice', '{"stream":"a","partition":1,"attributes":{"key":{"S":"b"}}}', 'twice'],
      ['a snapshot without fingerprint', '{"stream":"a","partition":1,"snapshot":{"state":1}}', 'no fingerprint'],
      ['a snapshot without state', '{"stream":"a","partition":1,"snapshot":{"fingerprint":"x"}}', 'either "state"'],
      ['attributes that are none', '{"stream":"a","partition":1,"attributes":[]}', 'not an object'],
      ['an attribute of no type', '{"stream":"a","partition":1,"attributes":{"x":{"Q":1}}}', 'not a value of DynamoDB'],
      ['an attribute of two types', '{"stream":"a","partition":1,"attributes":{"x":{"S":"","N":"1"}}}', 'not a value'],
      ['an attribute of a wrong type', '{"stream":"a","partition":1,"attributes":{"x":{"NS":[1]}}}', 'not a value'],
      ['a line too long', `{"stream":"${'x'.repeat(5 << 20)}"`, 'longer than any'],
    ];
    for (const [what, line, says] of broken) {
      it(`is refused with the number of the line that holds ${what}`, async () => {
        const file = await folder.of(Buffer.from(archiveOf([item, line]), 'utf8'));
        const error = await refused(file);
        expect(error).to.include({ line: 3 });
        expect(error.message).to.include(says);
      });
    }

    const others: [what: string, contents: string | Uint8Array, line: number | undefined, says: string][] = [
      ['an empty one', '', undefined, 'empty'],
      ['any other', 'hello\n', 1, 'not JSON'],
      ['JSON lines of others', '{"Item":{}}\n', 1, 'not an archive'],
      ['one of a later version', archiveOf([], {}, '{"format":"eventsource-archive","version":2}'), 1, 'version 2'],
      ['one with wrong counts', archiveOf([item], { events: 2 }), 3, 'its events should be 2, and is 1'],
      ['one that goes on', `${archiveOf([item])}${item}\n`, 4, 'after the last line'],
      ['one in disorder', archiveOf([item.replace(':1,', ':2,'), item]), 3, 'partition 1 comes after 2'],
      ['broken gzip', gzipSync(archiveOf([item])).fill(0, 20, 30), undefined, 'cannot be read'],
    ];
    for (const [what, contents, line, says] of others) {
      it(`is told from ${what}`, async () => {
        const error = await refused(await folder.of(contents));
        expect(error).to.include({ line });
        expect(error.message).to.include(says);
      });
    }

    it('is told from one that does not exist', async () => {
      expect((await refused(folder.file())).message).to.include('does not exist');
    });

    it('is told from one that took its place during the copy', async () => {
      const from = await copies.of(commitItem('a', 1), commitItem('b', 1));
      const [file, { table }] = [folder.file(), await copies.empty()];
      await copy({ from, to: { file } });
      // Between the two readings of the file.
      const before = ({ operation }: { operation: string }) =>
        operation === 'DescribeTable' && writeFileSync(file, archiveOf([item]));
      const client = intercepting(copies.endpoint, { before });
      const error = await rejection(copy({ from: { file }, to: { table, client } }));
      expect(error).to.be.instanceOf(ArchiveError).and.to.have.property('message').that.includes('was replaced');
      client.destroy();
    });
  });
});
