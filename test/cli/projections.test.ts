import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { expect } from 'chai';
import { startFauxqs } from 'fauxqs';
import { bytes, range } from '../dynamodb/commits.js';
import { commitItem, Tables } from '../dynamodb/verify/tables.js';
import { archiveOf, exportOf, incrementalExportOf, shuffled, writeTo } from '../lambda/replay/files.js';
import { linesOf } from './applications/journal-checkpoints.js';
import { type Circumstances, eventsource, eventsourceOnTerminal } from './eventsource.js';

const MODULE = new URL('./applications/payments.js', import.meta.url).pathname;

describe('Projections from the command line', function () {
  this.timeout(120_000);
  const tables = new Tables();
  let folder: string;
  let count = 0;

  before(async () => {
    await tables.start();
    folder = await mkdtemp(join(tmpdir(), 'projections-'));
  });
  after(async () => {
    await tables.stop();
    await rm(folder, { recursive: true });
  });

  const record = (amount: number) => bytes(JSON.stringify({ t: 'paid-in', d: { amount } }));
  const paid = (key: string, version: number, amount = version) =>
    commitItem(key, version, version, { [`_${version}`]: { B: record(amount) } });
  const streams = range(1, 20).map((number) => `account:${number}`);
  const items = streams.flatMap((stream) => range(1, 3).map((version) => paid(stream, version)));
  const commits = streams.flatMap((stream) =>
    range(1, 3).map((version) => ({ stream, first: version, records: [record(version)] })),
  );

  /** An application of its own. */
  function application() {
    const journal = join(folder, `journal-${count++}`);
    const run = (args: readonly string[], circumstances: Circumstances = {}) =>
      eventsource([...args, '--module', MODULE], { env: { JOURNAL: journal }, ...circumstances });
    /** The events that a projection has taken, as `account:1@1`, in order. */
    const taken = (projection: string) =>
      linesOf(journal)
        .filter(({ move }) => move.consumer === projection)
        .flatMap(({ notes }) => notes.map(({ stream, version }) => `${stream}@${version}`));
    return { run, taken, journal };
  }
  const all = streams.flatMap((stream) => range(1, 3).map((version) => `${stream}@${version}`)).sort();
  const at = ({ table, endpoint }: { table: string; endpoint: string }) => ['--name', table, '--endpoint', endpoint];

  describe('The command projections rebuild', () => {
    it('builds the projection that it is told, and no other', async () => {
      const { run, taken } = application();
      const where = await tables.of(...items);
      const { stdout, stderr, code } = await run(['projections', 'rebuild', 'payments', ...at(where)]);
      expect({ stderr, code }).to.deep.equal({ stderr: '', code: 0 });
      expect(stdout)
        .to.match(/^Streams +20\nEvents +60\nItems +60\nSize +[\d.]+ KB\nRead units +\d/)
        .and.match(/\n\nThe projections are up to date with it\.\n$/);
      expect(taken('payments@3').sort()).to.deep.equal(all);
      expect(taken('totals@1')).to.deep.equal([]);

      const both = await run(['projections', 'rebuild', 'payments@3', 'totals', ...at(where), '--json']);
      expect(JSON.parse(both.stdout).totals).to.include({ events: 60, failures: 0 });
      expect(taken('payments@3')).to.have.length(60);
      expect(taken('totals@1').sort()).to.deep.equal(all);
    });

    it('tells each stream that cannot be taken, goes on with the others, and exits with 1', async () => {
      const { run, taken } = application();
      const where = await tables.of(...items, paid('account:rich', 1), paid('account:rich', 2, 5000));
      const { stdout, code } = await run(['projections', 'rebuild', 'payments', ...at(where)]);
      expect(code).to.equal(1);
      expect(stdout)
        .to.match(/^failed {2}Consumer "payments@3" cannot take stream "account:rich" from version 2 on: .*$/m)
        .and.match(/\n1 stream was not taken: /);
      expect(taken('payments@3').sort()).to.deep.equal([...all, 'account:rich@1'].sort());

      const json = await run(['projections', 'rebuild', 'payments', ...at(where), '--json']);
      const [failure, end] = json.stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line));
      expect(failure.failure).to.include({ consumer: 'payments@3', stream: 'account:rich', version: 2 });
      expect(end.totals).to.include({ failures: 1 });
    });

    it('goes on where it was interrupted', async () => {
      const { run, taken } = application();
      // Several pages, which take a unit each.
      const large = items.map((item) => ({ ...item, note: { S: 'x'.repeat(500) } }));
      const where = await tables.of(...large, paid('account:rich', 1, 5000));
      const file = join(folder, 'rebuild.json');
      const args = ['projections', 'rebuild', 'payments', ...at(where), '--checkpoint', file, '--json'];
      const first = await run([...args, '--rcap', '1', '--segments', '1'], {
        interruptAt: /account:rich/,
        env: { JOURNAL: join(folder, `journal-${count - 1}`) },
      });
      expect(first.code).to.equal(130);
      expect(first.stderr).to.include(`${file} tells how far it has come`).and.include('"Interrupted."');
      expect(JSON.parse(await readFile(file, 'utf8'))).to.have.property('rebuild', 1);

      const second = await run(args);
      expect(JSON.parse(second.stdout.trim().split('\n').at(-1) ?? '').totals).to.include({ streams: 21, events: 61 });
      expect(taken('payments@3').sort()).to.deep.equal(all);
      expect(existsSync(file)).to.equal(false);
    });

    it('shows how far it has come on a terminal', async () => {
      const { journal } = application();
      const where = await tables.of(...items);
      const args = ['projections', 'rebuild', 'totals', ...at(where), '--module', MODULE];
      const { stdout, code } = await eventsourceOnTerminal(args, { env: { JOURNAL: journal } });
      expect(code).to.equal(0);
      expect(stdout).to.match(/Rebuilding … 60 events, [\d.]+ read units/);
    });

    const MISTAKES: readonly [string, string[], number, RegExp][] = [
      ['a projection that is not there', ['other'], 2, /no projection "other", only: payments@3, totals@1\./],
      ['a version that is not there', ['payments@2'], 2, /no projection "payments@2", only/],
      ['positions in memory', ['totals', '--export', 'forgetful'], 2, /positions of totals@1 are kept in memory/],
      ['an application without projections', ['totals', '--export', 'bare'], 1, /no projections with checkpoints/],
    ];
    for (const [mistake, args, expected, message] of MISTAKES) {
      it(`refuses ${mistake}`, async () => {
        const where = await tables.of(...items);
        const { stdout, stderr, code } = await application().run(['projections', 'rebuild', ...args, ...at(where)]);
        expect({ stdout, code }).to.deep.equal({ stdout: '', code: expected });
        expect(stderr).to.match(message);
      });
    }
  });

  describe('The command replay', () => {
    const directory = async (files: Parameters<typeof writeTo>[1]) => {
      const place = join(folder, `files-${count++}`);
      await mkdir(place);
      await writeTo(place, files);
      return place;
    };

    it('replays an export from a directory', async () => {
      const { run, taken } = application();
      const from = await directory(exportOf(shuffled(items)));
      const { stdout, stderr, code } = await run(['replay', '--from', from, '--format', 'export']);
      expect({ stderr, code }).to.deep.equal({ stderr: '', code: 0 });
      expect(stdout).to.match(
        /^Files +3\nSize +\S+ \S+\nLines +60\nStreams +20\nEvents +60\nTaken +120 of 120 events\n/,
      );
      for (const projection of ['payments@3', 'totals@1']) expect(taken(projection).sort()).to.deep.equal(all);
    });

    it('replays one of several exports, full or incremental, by its id', async () => {
      const { run, taken } = application();
      const from = await directory({
        ...exportOf(shuffled(items)),
        ...incrementalExportOf([paid('account:new', 1)], 'AWSDynamoDB/01693685934212-ac809da5'),
      });
      const args = ['replay', '--from', from, '--format', 'export', '--projection', 'totals'];
      const unchosen = await run(args);
      expect(unchosen).to.include({ stdout: '', code: 1 });
      expect(unchosen.stderr).to.match(
        /several exports\. Pass one of these as --export-id: 01693685827463-2d8752fd, 01693685934212-ac809da5$/m,
      );
      expect(await run([...args, '--export-id', '01693685934212-ac809da5'])).to.include({ stderr: '', code: 0 });
      expect(taken('totals@1')).to.deep.equal(['account:new@1']);
      const archive = ['replay', '--from', from, '--format', 'firehose', '--export-id', 'x'];
      expect(await run(archive)).to.include({ code: 2 });
    });

    it('replays an archive from S3', async () => {
      const server = await startFauxqs({ port: 0, logger: false });
      const endpoint = `http://127.0.0.1:${server.port}`;
      const credentials = { accessKeyId: 'cli', secretAccessKey: 'cli' };
      const client = new S3Client({ endpoint, region: 'us-east-1', forcePathStyle: true, credentials });
      await client.send(new CreateBucketCommand({ Bucket: 'archive' }));
      for (const [path, Body] of Object.entries(archiveOf(shuffled([...commits, ...commits.slice(9)])))) {
        await client.send(new PutObjectCommand({ Bucket: 'archive', Key: `events/${path}`, Body }));
      }
      const { run, taken } = application();
      const where = ['--from', 's3://archive/events', '--s3-endpoint', endpoint, '--region', 'us-east-1'];
      const { stdout, stderr, code } = await run([
        'replay',
        ...where,
        '--format',
        'firehose',
        '--projection',
        'totals',
        '--json',
      ]);
      client.destroy();
      await server.stop();
      expect({ stderr, code }).to.deep.equal({ stderr: '', code: 0 });
      expect(JSON.parse(stdout).totals).to.include({ files: 3, streams: 20, events: 60 });
      expect(taken('totals@1').sort()).to.deep.equal(all);
      expect(taken('payments@3')).to.deep.equal([]);
    });

    it('tells what the files lack, or loads it from a table', async () => {
      const from = await directory(archiveOf(commits.filter(({ first }) => first !== 2)));
      const args = ['replay', '--from', from, '--format', 'firehose', '--projection', 'totals'];
      const { run, taken } = application();
      const without = await run(args);
      expect(without.code).to.equal(1);
      expect(without.stdout).to.match(/Version 2 of stream "account:7" is in none of the files/);
      const { table, endpoint } = await tables.of(...items);
      const mistyped = await run([...args, '--table', `${table}s`, '--endpoint', endpoint]);
      expect(mistyped).to.include({ stdout: '', code: 1 });
      expect(mistyped.stderr).to.match(
        /^error: Consumer "totals@1" cannot take any stream.*Table ".*s" does not exist at .*\n$/,
      );
      expect((await run([...args, '--table', table, '--endpoint', endpoint])).code).to.equal(0);
      expect(taken('totals@1').sort()).to.deep.equal(all);
    });

    it('tells which line of which file is damaged, keeps no checkpoint of other files, and needs a bucket', async () => {
      const from = await directory({ ...archiveOf(commits), 'z.txt': Buffer.from('none\n') });
      const checkpoint = join(folder, 'replay.json');
      await writeFile(checkpoint, '{}');
      const args = ['replay', '--format', 'firehose', '--projection', 'totals'];
      const { run } = application();
      const damaged = await run([...args, '--from', from]);
      expect(damaged).to.include({ stdout: '', code: 1 });
      expect(damaged.stderr).to.match(/^error: File ".*\/z\.txt", line 1: it is not an event that firehosePublisher/);
      const other = await run([...args, '--from', from, '--checkpoint', checkpoint]);
      expect(other.code).to.equal(1);
      expect(other.stderr).to.match(/^error: Checkpoint file ".*replay\.json" cannot be used: /);
      expect((await run([...args, '--from', 's3://'])).code).to.equal(2);
    });

    it('shows how far it has come on a terminal', async () => {
      const { journal } = application();
      const from = await directory(archiveOf(commits));
      const args = ['replay', '--from', from, '--format', 'firehose', '--module', MODULE];
      const { stdout, code } = await eventsourceOnTerminal(args, { env: { JOURNAL: journal } });
      expect(code).to.equal(0);
      expect(stdout)
        .to.match(/Reading .*100%.* \| 60 lines of 3 files/)
        .and.match(/Delivering .*100%.* \| 60 events of 20 streams/);
    });
  });
});
