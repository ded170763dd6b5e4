import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import {
  ConsumerUnavailableError,
  type DeliveredCommit,
  type DeliveryFailedError,
  type DeliveryWait,
} from '@eventsource/core';
import {
  ContradictingFilesError,
  firehoseArchive,
  localFolder,
  MissingEventsError,
  ReplayCheckpointError,
  type ReplayProgress,
  replay,
  tableExport,
} from '@eventsource/lambda/replay';
import { expect } from 'chai';
import { NoteTaker } from '../../core/delivery/note-taker.js';
import { commitsOf, storeOf } from '../../core/delivery/streams.js';
import { bytes, range } from '../../dynamodb/commits.js';
import { goItem } from '../../dynamodb/copy/copies.js';
import { rejection } from '../../dynamodb/rejection.js';
import { commitItem, partItem, record } from '../../dynamodb/verify/tables.js';
import {
  archiveOf,
  EXPORT,
  exportOf,
  type Files,
  incrementalExportOf,
  linesOf,
  shuffled,
  writeTo,
  zipped,
} from './files.js';

describe('replay', () => {
  let root: string;
  let count = 0;
  before(async () => {
    root = await mkdtemp(join(tmpdir(), 'replay-test-'));
  });
  after(() => rm(root, { recursive: true }));

  /** A folder of its own that holds these files. */
  async function folderOf(files: Files): Promise<string> {
    const folder = join(root, String(count++));
    await writeTo(folder, files);
    return folder;
  }
  const archive = async (commits: readonly DeliveredCommit[]) =>
    firehoseArchive(localFolder(await folderOf(archiveOf(commits))));

  const streams = range(1, 12).map((number) => `order:${number}`);
  const commits = streams.flatMap((stream, index) => commitsOf(stream, [1, 3, ...range(1, index).map(() => 1)]));
  const expected = new Map(
    streams.map((stream, index) => [stream, range(1, 4 + index).map((version) => `${stream}@${version}`)]),
  );

  it('delivers an archive of Firehose in order, though it is in disorder and holds much twice', async () => {
    const notes = new NoteTaker();
    const twice = shuffled([...commits, ...commits.filter((_, index) => index % 3 === 0), ...commits.slice(5, 20)]);
    const totals = await replay({ from: await archive(twice), consumers: [notes] });
    expect(notes.notes).to.deep.equal(expected);
    const lines = twice.reduce((sum, { records }) => sum + records.length, 0);
    expect(totals).to.deep.include({ files: 3, lines, streams: 12, events: 114, taken: 114, failures: 0, stopped: 0 });
  });

  it('delivers an export of a table in order: commits of each kind, in whatever order the items come', async () => {
    const items = [
      ...range(1, 9).map((version) => commitItem('order:plain', version)),
      commitItem('order:snapshot', 1, 2, { s: { B: bytes('{}') }, sv: { S: 'f' } }),
      partItem('order:parts', 1, 2, [1, 5]),
      partItem('order:parts', 3, 5, [1, 5]),
      commitItem('order:parts', 6),
      goItem('order:go', 0, range(1, 3)),
      goItem('order:go', 1, range(4, 6)),
      commitItem('order:go', 7),
    ];
    for (const seed of range(1, 5)) {
      const notes = new NoteTaker();
      const from = tableExport(localFolder(await folderOf(exportOf(shuffled(items, seed)))));
      const totals = await replay({ from, consumers: [notes] });
      const text = (fields: object) => Buffer.from(record(fields)).toString();
      expect(notes.of('order:plain')).to.deep.equal(range(1, 9).map((version) => text({ version })));
      expect(notes.of('order:parts')).to.deep.equal(range(1, 6).map((version) => text({ version })));
      expect(notes.of('order:go').slice(0, 6)).to.deep.equal(
        range(1, 6).map((Version) => text({ ID: 'order:go', Version })),
      );
      expect(totals).to.include({ files: 3, streams: 4, events: 24, lines: items.length });
    }
  });

  it('takes an incremental export on top of what consumers have, and passes over items that were deleted', async () => {
    const notes = new NoteTaker();
    const [second, third] = ['AWSDynamoDB/01693685934212-ac809da5', 'AWSDynamoDB/01693689534212-bd90aeb6'];
    // All in one place, as AWS lays it out: the full one with its own data, the others with a folder of data in common.
    const place = await folderOf({
      ...exportOf([commitItem('order:a', 1), commitItem('order:b', 1)]),
      ...incrementalExportOf([commitItem('order:a', 2)], second, [commitItem('order:b', 1)]),
      ...incrementalExportOf([commitItem('order:a', 3), commitItem('order:c', 1)], third),
    });
    const replayed = (exportId: string) =>
      replay({ from: tableExport(localFolder(place), { exportId }), consumers: [notes] });
    expect(await replayed(basename(EXPORT))).to.include({ streams: 2, events: 2 });
    expect(await replayed(basename(second))).to.include({ streams: 1, events: 1, lines: 1, files: 2 });
    expect(await replayed(basename(third))).to.include({ streams: 2, events: 2 });
    expect(notes.of('order:a')).to.have.length(3);
    expect([...notes.notes.keys()].sort()).to.deep.equal(['order:a', 'order:b', 'order:c']);
  });

  it('sorts what does not fit into memory in files, and leaves none behind', async () => {
    const directory = await folderOf({ 'x/keep': new Uint8Array() });
    const many = range(1, 40).flatMap((number) =>
      commitsOf(
        `order:${number}`,
        range(1, 100).map(() => 1),
      ),
    );
    const from = await archive(shuffled([...many, ...many.slice(0, 500)]));
    const notes = new NoteTaker();
    let files = 0;
    const totals = await replay({
      from,
      consumers: [notes],
      directory,
      memory: 15_000,
      onProgress: ({ phase }) => {
        if (phase === 'delivering') files++;
      },
    });
    // Over 130 files of 34 events each: more than are merged at once.
    expect(totals).to.include({ lines: 4500, streams: 40, events: 4000 });
    expect(files).to.be.greaterThan(3);
    for (const number of range(1, 40)) {
      const stream = `order:${number}`;
      expect(notes.of(stream)).to.deep.equal(range(1, 100).map((version) => `${stream}@${version}`));
    }
    expect(await readdir(directory)).to.deep.equal(['x']);
  });

  it('gives consumers nothing that they have taken', async () => {
    const notes = new NoteTaker();
    await replay({ from: await archive(commits.slice(0, 20)), consumers: [notes], store: await storeOf(commits) });
    const before = notes.given.flat().length;
    const taken = [...notes.notes.values()].flat().length;
    const totals = await replay({ from: await archive(shuffled(commits)), consumers: [notes] });
    expect(totals).to.include({ events: 114, taken: 114 - taken });
    expect(notes.notes).to.deep.equal(expected);
    const again = notes.given.flat().slice(before);
    expect(again.filter((one) => one === 'order:1@1')).to.deep.equal([]);
  });

  describe('where the files lack events', () => {
    const without = commits.filter(({ stream, first }) => !(stream === 'order:7' && first === 2));

    it('ends with an error that names stream and version, and tries nothing twice', async () => {
      const notes = new NoteTaker();
      const error = await rejection(replay({ from: await archive(without), consumers: [notes] }));
      expect(error).to.include({ name: 'DeliveryFailedError', stream: 'order:7', version: 2 });
      expect(error).to.have.property('cause').that.is.instanceOf(MissingEventsError);
      expect(error).to.have.property('cause').that.includes({ stream: 'order:7', version: 2 });
      expect(notes.of('order:7')).to.have.length(1);
    });

    it('goes on with other streams where somebody is told', async () => {
      const notes = new NoteTaker();
      const failures: string[] = [];
      const onFailure = ({ stream }: DeliveryFailedError) => void failures.push(stream);
      const totals = await replay({ from: await archive(without), consumers: [notes], onFailure });
      expect(failures).to.deep.equal(['order:7']);
      expect(totals).to.include({ failures: 1, streams: 12 });
      expect(notes.of('order:8')).to.deep.equal(expected.get('order:8'));
    });

    it('loads them from a store', async () => {
      const notes = new NoteTaker();
      await replay({ from: await archive(shuffled(without)), consumers: [notes], store: await storeOf(commits) });
      expect(notes.notes).to.deep.equal(expected);
    });

    it('needs none that the consumer has taken', async () => {
      const notes = new NoteTaker();
      await notes.take(commits.filter(({ stream, first }) => stream === 'order:7' && first <= 2));
      await replay({ from: await archive(without), consumers: [notes] });
      expect(notes.notes).to.deep.equal(expected);
    });
  });

  it('refuses files of different tables', async () => {
    const [first] = commitsOf('order:1', [1]);
    if (!first) throw new Error('There is no commit.');
    const another = { ...first, records: [Buffer.from('{"t":"another","d":{}}')] };
    const from = firehoseArchive(
      localFolder(await folderOf({ a: zipped(linesOf(first)), b: zipped(linesOf(another)) })),
    );
    const notes = new NoteTaker();
    const error = await rejection(replay({ from, consumers: [notes] }));
    expect(error).to.be.instanceOf(ContradictingFilesError).and.include({ stream: 'order:1', version: 1 });
    expect(error)
      .to.have.property('message')
      .that.matches(/\/[ab], line 1 and another in .*\/[ab], line 1: replay files of one table only\.$/);
  });

  describe('that is interrupted', () => {
    const many = range(1, 60).flatMap((number) =>
      commitsOf(
        `order:${number}`,
        range(1, 60).map(() => 1),
      ),
    );

    for (const way of ['with its checkpoint', 'without one'] as const) {
      it(`after any batch, and gone on ${way}, delivers each event once`, async () => {
        const from = await archive(shuffled(many));
        for (const batches of [1, 2, 3]) {
          const notes = new NoteTaker();
          const controller = new AbortController();
          let left = batches;
          let checkpoint: string | undefined;
          const interrupted = replay({
            from,
            consumers: [notes],
            signal: controller.signal,
            onProgress: (progress) => {
              checkpoint = progress.checkpoint;
              if (progress.phase === 'delivering' && --left === 0) controller.abort('enough');
            },
          });
          expect(await rejection(interrupted)).to.equal('enough');
          expect(notes.notes.size).to.be.lessThan(60);
          const lines: number[] = [];
          const totals = await replay({
            from,
            consumers: [notes],
            ...(way === 'with its checkpoint' && { checkpoint }),
            onProgress: ({ expected: { lines: left } }) => left !== undefined && lines.push(left),
          });
          expect(totals).to.include({ streams: 60, events: 3600 });
          expect(lines[0]).to.be[way === 'with its checkpoint' ? 'lessThan' : 'above'](3599);
          for (const [stream, seen] of notes.notes) {
            expect(seen, stream).to.deep.equal(range(1, 60).map((version) => `${stream}@${version}`));
          }
        }
      });
    }

    it('has no checkpoint as long as nothing is delivered', async () => {
      const checkpoints: (string | undefined)[] = [];
      const onProgress = (progress: ReplayProgress) => {
        if (progress.phase === 'reading') checkpoints.push(progress.checkpoint);
      };
      await replay({ from: await archive(commits), consumers: [new NoteTaker()], onProgress });
      expect(checkpoints).to.deep.equal([undefined, undefined, undefined]);
    });

    it('by a database that is away for too long goes on where it ended, and counts each stream once', async () => {
      const from = await archive(shuffled(many));
      const notes = new NoteTaker();
      await notes.checkpoints.stop({ consumer: 'notes', stream: 'order:10', version: 0 });
      let away = false;
      notes.before = ({ stream }) => {
        if (stream === 'order:11') throw new RangeError('No.');
        if (away) throw new Error('connect ECONNREFUSED 127.0.0.1:5432');
      };
      const [failed, waits]: [string[], DeliveryWait[]] = [[], []];
      let checkpoint: string | undefined;
      const options = {
        ...{ from, consumers: [notes], pause: async () => {} },
        onFailure: ({ stream }: DeliveryFailedError) => void failed.push(stream),
        onWait: (wait: DeliveryWait) => void waits.push(wait),
        onProgress: (progress: ReplayProgress) => {
          ({ checkpoint } = progress);
          away ||= progress.delivered > 1000;
        },
      };
      const error = await rejection(replay(options));
      expect(error).to.be.instanceOf(ConsumerUnavailableError);
      expect(waits).to.have.length(8);
      expect(waits[0]).to.have.property('error').that.has.property('message').that.includes('ECONNREFUSED');
      expect(failed).to.deep.equal(['order:11']);
      away = false;
      const totals = await replay({ ...options, checkpoint, onProgress: () => {} });
      expect(totals).to.include({ streams: 60, events: 3600, taken: 58 * 60, failures: 1, stopped: 1 });
      expect(failed).to.deep.equal(['order:11']);
    });

    it('leaves no temporary file', async () => {
      const directory = await folderOf({ 'x/keep': new Uint8Array() });
      const from = await archive(many);
      const signal = AbortSignal.timeout(1);
      await rejection(replay({ from, consumers: [new NoteTaker()], directory, memory: 1000, signal }));
      expect(await readdir(directory)).to.deep.equal(['x']);
    });

    it('does not go on with other files, or for other consumers', async () => {
      const from = await archive(commits);
      let checkpoint: string | undefined;
      const consumers = [new NoteTaker()];
      await replay({ from, consumers, onProgress: (progress) => (checkpoint = progress.checkpoint) });
      const refusals = [
        [{ from: await archive(commits.slice(1)), consumers, checkpoint }, /the files have changed/],
        [{ from, consumers: [new NoteTaker(undefined, 'others')], checkpoint }, /for consumers \["notes"\]/],
        [{ from, consumers, checkpoint: '[]' }, /not made by this version of replay/],
        [{ from, consumers, checkpoint: '' }, /not JSON/],
      ] as const;
      for (const [options, message] of refusals) {
        const error = await rejection(replay(options));
        expect(error).to.be.instanceOf(ReplayCheckpointError).with.property('message').that.matches(message);
      }
    });
  });

  it('refuses options that cannot be', async () => {
    const from = await archive(commits);
    for (const wrong of [{ memory: 0 }, { memory: Number.NaN }, { consumers: [] }]) {
      expect(await rejection(replay({ from, consumers: [new NoteTaker()], ...wrong }))).to.be.instanceOf(RangeError);
    }
  });
});
