import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { expect } from 'chai';
import { range } from '../dynamodb/commits.js';
import { Folder } from '../dynamodb/copy/archives.js';
import { type CopiedOptions, Copies, everyKind } from '../dynamodb/copy/copies.js';
import { putItems } from '../dynamodb/raw-items.js';
import { commitItem } from '../dynamodb/verify/tables.js';
import { eventsource, eventsourceOnTerminal } from './eventsource.js';

const PROGRAM = new URL('../../../packages/cli/bin/eventsource.js', import.meta.url).pathname;

describe('eventsource copy', function () {
  this.timeout(120_000);
  const copies = new Copies();
  const folder = new Folder();
  let env: Record<string, string>;
  let to: CopiedOptions;

  before(async () => {
    await copies.start();
    await folder.make();
    env = { DYNAMODB_ENDPOINT: copies.endpoint };
  });
  beforeEach(async () => {
    to = await copies.empty();
  });
  after(async () => {
    await folder.remove();
    await copies.stop();
  });

  const run = (...args: string[]) => eventsource(['copy', ...args], { env });

  it('copies a table, and says what it did', async () => {
    const from = await copies.of(...everyKind());
    const { stdout, stderr, code } = await run('--from', from.table, '--to', to.table);
    expect({ stderr, code }).to.deep.equal({ stderr: '', code: 0 });
    expect(stdout)
      .to.match(/^Streams +7\n/)
      .and.to.match(/\nWritten +15 items\n/);
    expect(stdout)
      .to.match(/\nVerified +15 items\n/)
      .and.to.match(/write units\n\nAll of it is in the target/);
    expect(await copies.contents(to)).to.deep.equal(await copies.contents(from));
  });

  it('copies to a compressed file and back, to another endpoint, creating the table', async () => {
    const other = new Copies();
    await other.start();
    const [from, file] = [await copies.of(...everyKind()), folder.file('ndjson.gz')];
    expect(await run('--from', from.table, '--to', file)).to.include({ code: 0, stderr: '' });
    expect(gunzipSync(await readFile(file)).toString()).to.match(/^\{"format":"eventsource-archive"/);
    const back = await run('--from', `file:${file}`, '--to', 'restored', '--create', '--to-endpoint', other.endpoint);
    expect(back).to.include({ code: 0, stderr: 'Table "restored" is created.\n' });
    expect(await other.contents({ table: 'restored' })).to.deep.equal(await copies.contents(from));
    await other.stop();
  });

  it('gives its figures as JSON', async () => {
    const from = await copies.of(commitItem('a', 1), commitItem('b', 1));
    await putItems(copies.client, to.table, [commitItem('a', 1, 1, { note: { S: 'mine' } })]);
    const { stdout, stderr, code } = await run('--from', from.table, '--to', to.table, '--json');
    expect({ stderr, code }).to.deep.equal({ stderr: '', code: 1 });
    const [first, second] = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(first.conflict).to.include({ stream: 'a', partition: '1' });
    expect(second).to.include({ dryrun: false });
    expect(second.totals).to.include({ streams: 2, written: 1, verified: 1, conflicts: 1 });
  });

  it('names streams that differ, leaves them, and ends with 1', async () => {
    const from = await copies.of(commitItem('a', 1), commitItem('b', 1));
    await putItems(copies.client, to.table, [commitItem('a', 1, 1, { note: { S: 'mine' } })]);
    const { stdout, code } = await run('--from', from.table, '--to', to.table);
    expect(code).to.equal(1);
    expect(stdout).to.match(/^conflict {2}Stream "a" differs between source and target from partition 1 on/);
    expect(stdout).to.include('1 of 2 streams differ in the target, and stay so.');
    expect(await copies.contents(to)).to.have.length(2);
  });

  it('says in a dry run what it would write and take', async () => {
    const from = await copies.of(...range(1, 5).map((version) => commitItem('a', version)));
    await putItems(copies.client, to.table, [commitItem('a', 1)]);
    const dry = await run('--from', from.table, '--to', to.table, '--dryrun');
    expect(dry.stdout)
      .to.match(/\nTo be written +4 items\n/)
      .and.to.match(/4 write units to be taken\n/);
    expect(await copies.contents(to)).to.have.length(1);

    const fresh = await run('--from', from.table, '--to', 'fresh', '--create', '--dryrun', '--json');
    expect(JSON.parse(fresh.stdout)).to.have.property('totals').that.includes({ written: 5, writeUnits: 5 });
    const missing = await run('--from', from.table, '--to', 'fresh', '--dryrun');
    expect(missing).to.include({ code: 1 });
    expect(missing.stderr).to.include('Table "fresh" does not exist');
  });

  it('takes a part, under the name of an aggregate', async () => {
    const from = await copies.of(commitItem('1', 1), commitItem('2', 1), commitItem('21', 1));
    await run('--from', from.table, '--to', to.table, '--aggregate', 'order', '--stream', '1');
    await run('--from', from.table, '--to', to.table, '--aggregate', 'order', '--prefix', '2');
    const expected = await copies.of(...['1', '2', '21'].map((id) => commitItem(`order:${id}`, 1)));
    expect(await copies.contents(to)).to.deep.equal(await copies.contents(expected));
  });

  it('shows on a terminal how far it has come', async () => {
    const [from, file] = [await copies.of(...everyKind()), folder.file('ndjson')];
    await run('--from', from.table, '--to', file);
    const { stdout, code } = await eventsourceOnTerminal(['copy', '--from', file, '--to', to.table], { env });
    expect(code).to.equal(0);
    expect(stdout).to.match(/Copying [█░]+ \d+% \| [\d,]+ events/);
    expect(stdout).to.match(/Written +15 items/);
  });

  it('shows no percentage of what nobody has counted', async () => {
    // The emulator counts no items, as DynamoDB does not for the first six hours.
    const from = await copies.of(...range(1, 60).map((stream) => commitItem(`s-${stream}`, 1)));
    const args = ['copy', '--from', from.table, '--to', to.table, '--to-wcap', '15'];
    const { stdout, code } = await eventsourceOnTerminal(args, { env });
    expect(code).to.equal(0);
    expect(stdout).to.match(/Copying … [\d,]+ events/);
    expect(stdout).to.not.match(/%|█/);
    expect(stdout).to.match(/Written +60 items/);
  });

  const wrong: [args: string[], says: RegExp][] = [
    [['--from', 'a'], /--to/],
    [['--from', 'a', '--to', 'b', '--aggregate', 'x:y'], /must not be empty or hold a ":"/],
    [['--from', 'a', '--to', 'b', '--to-wcap', '0'], /at least 1/],
    [['--from', 'a', '--to', 'b.ndjson', '--create'], /--create only applies to a table/],
    [['--from', 'a', '--to', 'file:b', '--checkpoint', 'c'], /--checkpoint does not apply to a file/],
    [['--from', 'a.ndjson', '--to', 'b', '--from-region', 'us-west-2'], /--from-region only applies to a table/],
  ];
  for (const [args, says] of wrong) {
    it(`takes ${args.join(' ')} for wrong use`, async () => {
      const { stdout, stderr, code } = await run(...args);
      expect({ stdout, code }).to.deep.equal({ stdout: '', code: 2 });
      expect(stderr).to.match(says);
    });
  }

  it('refuses to copy a table to itself', async () => {
    const { stderr, code } = await run('--from', to.table, '--to', to.table, '--aggregate', 'order');
    expect({ stderr, code }).to.deep.equal({
      stderr: `error: Table "${to.table}" cannot be copied to itself.\n`,
      code: 2,
    });
  });

  it('fails with the line of a broken file, and writes nothing', async () => {
    const file = await folder.of('{"format":"eventsource-archive","version":1}\n{"stream":1}\n');
    const { stderr, code } = await run('--from', file, '--to', to.table);
    expect({ stderr, code }).to.deep.equal({
      stderr: `error: File "${file}", line 2: "stream" is not text.\n`,
      code: 1,
    });
  });

  describe('that is ended', () => {
    let from: CopiedOptions;
    before(async () => {
      from = await copies.of(
        ...range(1, 30).flatMap((stream) =>
          range(1, 1 + (stream % 5)).map((version) => commitItem(`s-${stream}`, version)),
        ),
      );
    });

    /** Ends the process as soon as the target holds so many items. */
    async function ended(signal: NodeJS.Signals, items: number, args: readonly string[]) {
      const slow = ['copy', '--from', from.table, '--to', to.table, '--to-wcap', '60', '--concurrency', '4', ...args];
      const { PATH, HOME } = process.env;
      const child = spawn(process.execPath, [PROGRAM, ...slow], { env: { PATH, HOME, ...env } });
      let stderr = '';
      child.stderr.on('data', (chunk) => {
        stderr += chunk;
      });
      const closed = once(child, 'close');
      while (child.exitCode === null && (await copies.contents(to)).length < items);
      child.kill(signal);
      const [code, killedBy] = await closed;
      return { code: code ?? killedBy, stderr };
    }

    it('by Ctrl-C says where it can be gone on with, and is', async () => {
      const file = folder.file('json');
      const args = ['--checkpoint', file];
      const { code, stderr } = await ended('SIGINT', 20, args);
      expect(code).to.equal(130);
      expect(stderr).to.equal(
        `${file} tells how far it has come: run the same command again to go on.\nerror: Interrupted.\n`,
      );
      const held = (await copies.contents(to)).length;
      expect(held).to.be.within(20, 60);
      const rest = await run('--from', from.table, '--to', to.table, ...args, '--json');
      const { totals } = JSON.parse(rest.stdout);
      expect(totals).to.include({ streams: 30, items: 90, verified: 90, conflicts: 0 });
      expect(totals.alreadyThere).to.be.lessThan(10);
      expect(await copies.contents(to)).to.deep.equal(await copies.contents(from));
      await access(file).then(
        () => expect.fail('The checkpoint is still there.'),
        () => undefined,
      );
    });

    it('again and again by kill -9 ends as the source', async () => {
      const file = folder.file('json');
      for (const items of [1, 20, 60]) {
        expect((await ended('SIGKILL', items, ['--checkpoint', file])).code).to.equal('SIGKILL');
        const [held, all] = [await copies.contents(to), await copies.contents(from)];
        expect(all).to.include.members(held);
      }
      const rest = await run('--from', from.table, '--to', to.table, '--checkpoint', file, '--json');
      expect(JSON.parse(rest.stdout).totals).to.include({ streams: 30, items: 90, verified: 90 });
      expect(await copies.contents(to)).to.deep.equal(await copies.contents(from));
    });
  });
});
