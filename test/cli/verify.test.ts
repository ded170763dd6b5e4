import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TableFinding } from '@eventsource/dynamodb';
import { expect } from 'chai';
import { bytes } from '../dynamodb/commits.js';
import { commitItem, Tables } from '../dynamodb/verify/tables.js';
import { eventsource, eventsourceOnTerminal } from './eventsource.js';

describe('The command verify', function () {
  this.timeout(60_000);
  const tables = new Tables();
  let folder: string;

  before(async () => {
    await tables.start();
    folder = await mkdtemp(join(tmpdir(), 'verify-'));
  });

  after(async () => {
    await tables.stop();
    await rm(folder, { recursive: true });
  });

  const sound = (key: string) => [commitItem(key, 1), commitItem(key, 2)];
  const gap = (key: string) => [commitItem(key, 1), commitItem(key, 3)];
  const at = ({ table, endpoint }: { table: string; endpoint: string }) => ['--name', table, '--endpoint', endpoint];
  const verify = (where: { table: string; endpoint: string }, ...args: string[]) =>
    eventsource(['verify', ...at(where), ...args]);

  /** What `--json` printed. */
  const told = (stdout: string) => {
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    const findings: TableFinding[] = lines.filter((line) => 'kind' in line);
    return { keys: findings.map(({ key }) => key).sort(), end: lines.at(-1) };
  };

  it('says that nothing is wrong, with figures, and exits with 0', async () => {
    const { stdout, stderr, code } = await verify(await tables.of(...sound('order:a'), ...sound('order:b')));
    expect({ stderr, code }).to.deep.equal({ stderr: '', code: 0 });
    expect(stdout)
      .to.match(/^Streams +2\nEvents +4\nItems +4\nSize +\d+ bytes\n/)
      .and.match(/\n\nNothing is wrong\.\n$/);
  });

  it('tells each finding and their number, and exits with 1', async () => {
    const where = await tables.of(...sound('order:a'), ...gap('order:b'), ...gap('order:c'));
    const { stdout, stderr, code } = await verify(where);
    expect({ stderr, code }).to.deep.equal({ stderr: '', code: 1 });
    expect(stdout)
      .to.match(/^gap +order:b +version 2 +\S.*$/m)
      .and.match(/\n2 findings: 2 gap\.\n$/);

    const json = await verify(where, '--json', '--segments', '3');
    expect(json.code).to.equal(1);
    const { keys, end } = told(json.stdout);
    expect(keys).to.deep.equal(['order:b', 'order:c']);
    expect(end).to.have.property('findings', 2);
    expect(end.totals).to.include({ streams: 3, items: 6, events: 6 });
  });

  it('fails where there is no table', async () => {
    const { stdout, stderr, code } = await verify({ table: 'never', endpoint: tables.endpoint });
    expect({ stdout, code }).to.deep.equal({ stdout: '', code: 1 });
    expect(stderr).to.match(/^error: Table "never" does not exist at .*\n$/);
  });

  it('shows how far it has come on a terminal', async () => {
    const where = await tables.of(...sound('order:a'));
    const { stdout, code } = await eventsourceOnTerminal(['verify', ...at(where)]);
    expect(code).to.equal(0);
    expect(stdout)
      .to.match(/Verifying … 2 events, [\d.]+ read units/)
      .and.include('Nothing is wrong.');
  });

  describe('with the module of an application', () => {
    const bank = new URL('./applications/bank.js', import.meta.url).pathname;
    const paid = (amount: number) => ({ _1: { B: bytes(JSON.stringify({ t: 'paid-in', d: { amount } })) } });
    const where = () => tables.of(commitItem('account:a', 1, 1, paid(1)), commitItem('account:b', 1, 1, paid(-1)));

    it('finds what its classes cannot apply, and ends though the application goes on', async () => {
      const { stdout, code } = await verify(await where(), '--module', bank, '--json');
      expect(code).to.equal(1);
      expect(told(stdout).keys).to.deep.equal(['account:b']);
    });

    it('takes functions and repositories, under a name of their own', async () => {
      for (const name of ['later', 'byItself']) {
        const { stdout } = await verify(await where(), '--module', bank, '--export', name, '--json');
        expect(told(stdout).keys, name).to.deep.equal(['account:b']);
      }
    });

    it('takes a default export, and a path from the current folder', async () => {
      const url = JSON.stringify(new URL('./applications/bank.js', import.meta.url).href);
      await writeFile(join(folder, 'application.mjs'), `export { container as default } from ${url};`);
      const args = ['verify', ...at(await where()), '--module', './application.mjs', '--json'];
      expect(told((await eventsource(args, { cwd: folder })).stdout).keys).to.deep.equal(['account:b']);
    });

    it('folds streams that are named by plain ids, when it is told whose they are', async () => {
      const plain = await tables.of(commitItem('a', 1, 1, paid(1)), commitItem('b', 1, 1, paid(-1)));
      const args = ['--module', bank, '--export', 'plain', '--json'];
      expect(told((await verify(plain, ...args)).stdout).keys).to.deep.equal([]);
      expect(told((await verify(plain, ...args, '--aggregate', 'account')).stdout).keys).to.deep.equal(['b']);
    });

    const MISTAKES: readonly [string, string[], RegExp][] = [
      ['is not there', ['--module', './nowhere.js'], /Module ".\/nowhere.js" cannot be used: Cannot find module/],
      ['lacks the export', ['--export', 'missing'], /exports nothing named missing, only: .*container/],
      ['throws', ['--export', 'broken'], /cannot be used: No configuration for this stage\./],
      [
        'exports something else',
        ['--export', 'nothing'],
        /its export is a value of type number, but must be a container/,
      ],
      ['installs nothing', ['--export', 'empty'], /its container holds no Repository\. Call install\(\)/],
    ];
    for (const [mistake, args, message] of MISTAKES) {
      it(`fails when it ${mistake}`, async () => {
        const { stdout, stderr, code } = await verify(await where(), '--module', bank, ...args);
        expect({ stdout, code }).to.deep.equal({ stdout: '', code: 1 });
        expect(stderr).to.match(message);
      });
    }
  });

  describe('with a checkpoint file', () => {
    const keys = Array.from({ length: 40 }, (_, index) => `order:${String(index).padStart(2, '0')}`);
    const file = () => join(folder, 'checkpoint.json');

    it('goes on where it was interrupted, and tells no finding twice', async () => {
      const where = await tables.of(...keys.flatMap((key) => gap(key)));
      const args = ['verify', ...at(where), '--json', '--segments', '2', '--checkpoint', file()];
      const first = await eventsource([...args, '--rcap', '2'], { interruptAt: /order:/ });
      expect(first.code).to.equal(130);
      expect(first.stderr).to.include(`${file()} tells how far it has come`).and.include('"Interrupted."');

      const second = await eventsource(args);
      expect(second.code).to.equal(1);
      const before = first.stdout
        .trim()
        .split('\n')
        .map((line): TableFinding => JSON.parse(line))
        .map(({ key }) => key);
      expect(before.length).to.be.within(1, keys.length - 1);
      expect([...before, ...told(second.stdout).keys].sort()).to.deep.equal(keys);
      expect(told(second.stdout).end).to.have.property('findings', keys.length);
      expect(told(second.stdout).end.totals).to.include({ streams: keys.length, items: 2 * keys.length });
      expect(existsSync(file())).to.equal(false);
    });

    it('refuses the file of another reading, and one that is none', async () => {
      const where = await tables.of(...sound('order:a'));
      const kept = { table: where.table, segments: 2, found: 0, checkpoints: [null, null] };
      await writeFile(file(), JSON.stringify(kept));
      const segments = await verify(where, '--checkpoint', file());
      expect(segments.code).to.equal(2);
      expect(segments.stderr).to.match(/verification in 2 segments: pass --segments 2/);

      await writeFile(file(), JSON.stringify({ ...kept, table: 'another' }));
      expect((await verify(where, '--checkpoint', file())).stderr).to.match(/is from table "another"/);

      await writeFile(file(), 'no JSON');
      const none = await verify(where, '--checkpoint', file());
      expect(none.code).to.equal(1);
      expect(none.stderr).to.match(/file ".*" cannot be used: it was not written by this command/);
      expect(await readFile(file(), 'utf8')).to.equal('no JSON');
    });
  });
});
