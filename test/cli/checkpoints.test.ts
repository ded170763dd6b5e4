import { existsSync, rmSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { run } from '@eventsource/cli';
import { expect } from 'chai';
import { range } from '../dynamodb/commits.js';
import { commitItem, Tables } from '../dynamodb/verify/tables.js';
import { archiveOf, writeTo } from '../lambda/replay/files.js';
import { eventsource } from './eventsource.js';

const MODULE = new URL('./applications/payments.js', import.meta.url).pathname;

describe('The file given with --checkpoint', function () {
  this.timeout(60_000);
  const tables = new Tables();
  let folder: string;
  let table: string;
  let commands: Readonly<Record<string, readonly string[]>>;

  before(async () => {
    await tables.start();
    folder = await mkdtemp(join(tmpdir(), 'checkpoints-'));
    ({ table } = await tables.of(...range(1, 40).map((number) => commitItem(`account:${number}`, 1))));
    const at = ['--endpoint', tables.endpoint];
    const other = await tables.of();
    const archive = join(folder, 'archive');
    await writeTo(archive, archiveOf([]));
    commands = {
      copy: ['copy', '--from', table, '--to', other.table],
      verify: ['verify', '--name', table, ...at],
      rebuild: ['projections', 'rebuild', 'totals', '--name', table, '--module', MODULE, ...at],
      replay: ['replay', '--from', archive, '--format', 'firehose', '--module', MODULE],
    };
  });
  after(async () => {
    await tables.stop();
    await rm(folder, { recursive: true });
  });

  const withFile = (command: string, file: string) =>
    eventsource([...(commands[command] ?? []), '--checkpoint', file], {
      env: { JOURNAL: join(folder, 'journal'), DYNAMODB_ENDPOINT: tables.endpoint },
    });

  for (const command of ['copy', 'verify', 'rebuild', 'replay']) {
    it(`is wrong use of ${command} where it cannot be written, before any work`, async () => {
      for (const file of [join(folder, 'nowhere', 'file.json'), folder]) {
        const { stdout, stderr, code } = await withFile(command, file);
        expect({ stdout, code }).to.deep.equal({ stdout: '', code: 2 });
        expect(stderr).to.match(/^error: --checkpoint: file ".*" cannot be written: .*\n$/);
      }
    });

    it(`is named by ${command} where it holds something else, with the remedy, and stays as it is`, async () => {
      const file = join(folder, 'other.json');
      await writeFile(file, '{}');
      const { stdout, stderr, code } = await withFile(command, file);
      expect({ stdout, code }).to.deep.equal({ stdout: '', code: 1 });
      expect(stderr).to.match(/^error: Checkpoint file ".*\/other\.json" cannot be used: it .*\n$/);
      expect(stderr).to.include('To begin anew, remove it, or name another.').and.not.include('run the same command');
      expect(await readFile(file, 'utf8')).to.equal('{}');
    });
  }

  it('is not kept where nothing was delivered, so that the same command goes on once the cause is mended', async () => {
    const file = join(folder, 'replay.json');
    const from = join(folder, 'damaged');
    await mkdir(from);
    const commits = range(1, 9).map((number) => ({
      stream: `account:${number}`,
      first: 1,
      records: [Buffer.from('{"t":"paid-in","d":{"amount":1}}')],
    }));
    await writeTo(from, { ...archiveOf(commits), 'x.gz': Buffer.from('cut of') });
    const line = ['replay', '--from', from, '--format', 'firehose', '--module', MODULE, '--checkpoint', file];
    const env = { JOURNAL: join(folder, 'journal-of-damaged') };
    const damaged = await eventsource(line, { env });
    expect(damaged).to.include({ stdout: '', code: 1 });
    expect(damaged.stderr).to.match(/^error: File ".*x\.gz", line 1: .*\n$/);
    expect(existsSync(file)).to.equal(false);
    await rm(join(from, 'x.gz'));
    expect(await eventsource(line, { env })).to.include({ stderr: '', code: 0 });
  });

  it('that cannot be written in the end says so beside the error, and does not replace it', async () => {
    const place = join(folder, 'vanishing');
    await mkdir(place);
    const controller = new AbortController();
    let stderr = '';
    const told = new Writable({
      write: (chunk, _, done) => {
        stderr += chunk;
        done();
      },
    });
    const { table } = await tables.of(...range(1, 40).map((number) => commitItem(`account:${number}`, 2)));
    const vanish = new Writable({
      write: (_chunk, _, done) => {
        rmSync(place, { recursive: true, force: true });
        controller.abort('enough');
        done();
      },
    });
    const file = join(place, 'verify.json');
    const line = ['verify', '--name', table, '--endpoint', tables.endpoint, '--rcap', '2', '--checkpoint', file];
    const io = { stdin: Readable.from([]), stdout: vanish, stderr: told, signal: controller.signal };
    expect(await run(line, io)).to.equal(130);
    const [first, second] = stderr.split('\n');
    expect(first).to.match(/verify\.json could not be written, and does not tell how far it has come: ENOENT/);
    expect(second).to.equal('error: Interrupted.');
  });
});
