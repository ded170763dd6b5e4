import { Readable } from 'node:stream';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { FolderError, firehoseArchive, replay, tableExport } from '@eventsource/lambda/replay';
import { s3Folder } from '@eventsource/lambda/s3';
import { expect } from 'chai';
import { type FauxqsServer, startFauxqs } from 'fauxqs';
import { NoteTaker } from '../../core/delivery/note-taker.js';
import { commitsOf } from '../../core/delivery/streams.js';
import { range } from '../../dynamodb/commits.js';
import { rejection } from '../../dynamodb/rejection.js';
import { commitItem } from '../../dynamodb/verify/tables.js';
import { archiveOf, exportOf, type Files, shuffled } from './files.js';

describe('s3Folder', () => {
  let server: FauxqsServer;
  let client: S3Client;
  let endpoint: string;

  before(async () => {
    server = await startFauxqs({ port: 0, logger: false });
    endpoint = `http://127.0.0.1:${server.port}`;
    client = clientOf();
    await client.send(new CreateBucketCommand({ Bucket: 'archive' }));
  });
  after(async () => {
    client.destroy();
    await server.stop();
  });

  const clientOf = () =>
    new S3Client({
      endpoint,
      region: 'us-east-1',
      forcePathStyle: true,
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    });

  async function put(prefix: string, files: Files): Promise<void> {
    for (const [path, Body] of Object.entries(files)) {
      await client.send(new PutObjectCommand({ Bucket: 'archive', Key: `${prefix}${path}`, Body }));
    }
  }

  const commits = range(1, 30).flatMap((number) => commitsOf(`order:${number}`, [1, 3, 1, 1]));
  const expected = (stream: string) => range(1, 6).map((version) => `${stream}@${version}`);
  const expectAll = (notes: NoteTaker) => {
    expect(notes.notes.size).to.equal(30);
    for (const [stream, seen] of notes.notes) expect(seen).to.deep.equal(expected(stream));
  };

  it('replays an archive from a bucket, and nothing beside its prefix', async () => {
    await put('events/2026/', archiveOf(shuffled([...commits, ...commits.slice(10, 40)]), 7));
    await put('events/2026', { '-other/x': Buffer.from('none of ours') });
    await put('events/2026/', { 'folder/': new Uint8Array() });
    for (const prefix of ['events/2026/', 'events/2026']) {
      const notes = new NoteTaker();
      const from = firehoseArchive(s3Folder({ bucket: 'archive', prefix, endpoint }));
      expect(await replay({ from, consumers: [notes] })).to.include({ files: 7, events: 180 });
      expectAll(notes);
    }
  });

  it('replays an export from a bucket', async () => {
    await put('exports/', exportOf(shuffled(range(1, 40).map((version) => commitItem('order:a', version)))));
    const notes = new NoteTaker();
    const from = tableExport(s3Folder({ bucket: 'archive', prefix: 'exports', client }));
    expect(await replay({ from, consumers: [notes] })).to.include({ files: 3, streams: 1, events: 40 });
    expect(notes.of('order:a')).to.have.length(40);
  });

  it('goes on with an object whose connection breaks', async () => {
    await put('broken/', archiveOf(shuffled(commits), 2));
    const breaking = clientOf();
    const ranges: unknown[] = [];
    breaking.middlewareStack.add(
      (next) => async (args) => {
        const answer = await next(args);
        const { output } = answer;
        if (!('Body' in output) || !(output.Body instanceof Readable)) return answer;
        ranges.push('Range' in args.input ? args.input.Range : undefined);
        // Every second answer breaks off after some bytes.
        if (ranges.length % 2 === 1) breakOff(output.Body, 100);
        return answer;
      },
      { step: 'initialize' },
    );
    const notes = new NoteTaker();
    const from = firehoseArchive(s3Folder({ bucket: 'archive', prefix: 'broken/', client: breaking }));
    await replay({ from, consumers: [notes] });
    breaking.destroy();
    expectAll(notes);
    expect(ranges).to.deep.equal([undefined, 'bytes=100-', undefined, 'bytes=100-']);
  });

  it('takes an object for whole whose connection breaks behind its last byte', async () => {
    const files = archiveOf(commits, 1);
    const [length = 0] = Object.values(files).map((bytes) => bytes.length);
    await put('whole/', files);
    const breaking = clientOf();
    const ranges: unknown[] = [];
    breaking.middlewareStack.add(
      (next) => async (args) => {
        ranges.push('Range' in args.input ? args.input.Range : undefined);
        const answer = await next(args);
        const { output } = answer;
        if ('Body' in output && output.Body instanceof Readable) breakOff(output.Body, length);
        return answer;
      },
      { step: 'initialize' },
    );
    const notes = new NoteTaker();
    const from = firehoseArchive(s3Folder({ bucket: 'archive', prefix: 'whole/', client: breaking }));
    await replay({ from, consumers: [notes] });
    breaking.destroy();
    expectAll(notes);
    expect(ranges).to.deep.equal([undefined, undefined, `bytes=${length}-`]);
  });

  it('says what cannot be read', async () => {
    for (const [bucket, problem] of [
      ['nowhere', /^s3:\/\/nowhere\/x cannot be read: /],
      ['archive', /^s3:\/\/archive\/x cannot be read: there are no files in it\.$/],
    ] as const) {
      const from = firehoseArchive(s3Folder({ bucket, prefix: 'x', client }));
      const error = await rejection(replay({ from, consumers: [new NoteTaker()] }));
      expect(error).to.be.instanceOf(FolderError).with.property('message').that.matches(problem);
    }
  });
});

/** Who reads it gets so many bytes and then an error. */
function breakOff(body: Readable, length: number): void {
  const whole = body[Symbol.asyncIterator].bind(body);
  Object.defineProperty(body, Symbol.asyncIterator, { value: () => cut(whole(), length) });
}

async function* cut(body: AsyncIterable<Buffer>, length: number): AsyncGenerator<Buffer, void, undefined> {
  let left = length;
  for await (const chunk of body) {
    yield chunk.subarray(0, left);
    left -= chunk.length;
    if (left <= 0) throw new Error('socket hang up');
  }
}
