import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCheckpointTable, DynamoDbCheckpoints } from '@eventsource/lambda';
import { expect } from 'chai';
import { bytes, range } from '../dynamodb/commits.js';
import { commitItem, Tables } from '../dynamodb/verify/tables.js';
import { type Circumstances, eventsource, eventsourceOnTerminal } from './eventsource.js';

const MODULE = new URL('./applications/ledger.js', import.meta.url).pathname;

describe('Projections whose positions are in DynamoDB, from the command line', function () {
  this.timeout(60_000);
  const tables = new Tables();
  let folder: string;
  let where: { readonly table: string; readonly endpoint: string };
  const opened: DynamoDbCheckpoints[] = [];

  before(async () => {
    await tables.start();
    folder = await mkdtemp(join(tmpdir(), 'stopped-'));
  });
  after(async () => {
    for (const checkpoints of opened) checkpoints.close();
    await tables.stop();
    await rm(folder, { recursive: true });
  });
  beforeEach(async () => {
    where = await tables.of(
      ...range(1, 5).flatMap((number) => [paid(`account:${number}`, 1), paid(`account:${number}`, 2)]),
      ...[1, 2, 3].map((version) => paid('account:rich', version, version === 2 ? 5000 : 1)),
    );
  });

  const paid = (key: string, version: number, amount = version) =>
    commitItem(key, version, version, {
      [`_${version}`]: { B: bytes(JSON.stringify({ t: 'paid-in', d: { amount } })) },
    });

  /** An application with positions and a ledger of its own. */
  async function application() {
    const table = `checkpoints-${opened.length}`;
    const region = { endpoint: tables.endpoint, region: 'us-east-1' };
    await createCheckpointTable({ table, ...region });
    const checkpoints = new DynamoDbCheckpoints({ table, ...region });
    opened.push(checkpoints);
    const file = join(folder, table);
    const env = { CHECKPOINTS: table, ENDPOINT: tables.endpoint, LEDGER: file };
    const typed = (line: string) => [...line.split(' '), '--module', MODULE];
    const run = (line: string, more: Record<string, string> = {}) =>
      eventsource(typed(line), { env: { ...env, ...more } });
    const onTerminal = (line: string, circumstances: Circumstances) =>
      eventsourceOnTerminal(typed(line), { env, ...circumstances });
    const written = () => (existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : []);
    const from = `--name ${where.table} --endpoint ${where.endpoint}`;
    return { run, onTerminal, checkpoints, written, from };
  }
  const stopped = { consumer: 'ledger@2', stream: 'account:rich', version: 1 };

  /** Its ledger lacks a stream, which is stopped. */
  async function applicationWithStopped() {
    const started = await application();
    const { run, checkpoints, from } = started;
    expect(await run(`projections rebuild ledger@2 ${from}`)).to.include({ code: 1 });
    for (const _ of [1, 2]) await checkpoints.fail(stopped);
    expect(await checkpoints.stop(stopped)).to.equal(true);
    return started;
  }

  describe('The command projections list', () => {
    it('shows the projections, and the streams that they have given up on', async () => {
      const { run } = await applicationWithStopped();
      const { stdout, stderr, code } = await run('projections list');
      expect({ stderr, code }).to.deep.equal({ stderr: '', code: 0 });
      expect(stdout).to.match(/^PROJECTION +STOPPED\nledger@1 +0\nledger@2 +1\naudit@1 +0\n/);
      expect(stdout).to.match(/\nledger@2 +1 +2 +stopped +account:rich\n$/);

      const json = JSON.parse((await run('projections list ledger --json')).stdout);
      expect(json).to.deep.equal({
        projections: [
          { projection: 'ledger@1', stopped: [] },
          {
            projection: 'ledger@2',
            stopped: [{ stream: 'account:rich', version: 1, tries: 2, resumed: false }],
          },
        ],
      });
    });

    it('shows nothing but the projections where all is well', async () => {
      const { run } = await application();
      expect((await run('projections list audit')).stdout).to.match(/^PROJECTION +STOPPED\naudit@1 +0\n$/);
    });
  });

  describe('The command projections rebuild', () => {
    it('tells streams that are stopped, and exits with 1', async () => {
      const { run, from } = await applicationWithStopped();
      const { stdout, code } = await run(`projections rebuild ledger@2 ${from}`);
      expect(code).to.equal(1);
      expect(stdout)
        .to.match(/\nTaken +0 of 13 events\nFailures +0 streams\nStopped +1 stream\n/)
        .and.match(/\n1 stream is stopped: .*eventsource projections redrive ledger@2 …\n$/);
      const { totals } = JSON.parse((await run(`projections rebuild ledger@2 ${from} --json`)).stdout);
      expect(totals).to.include({ events: 13, taken: 0, failures: 0, stopped: 1 });
    });

    it('says what it waits for', async () => {
      where = await tables.of(paid('account:1', 1));
      const { run, written, from } = await application();
      const { stdout, stderr, code } = await run(`projections rebuild audit ${from}`, { AWAY: '1' });
      expect(code).to.equal(0);
      expect(stderr).to.match(/^waiting {2}1 s for projection audit@1: .*throttling.*\n$/);
      expect(stdout).to.match(/\nTaken +1 of 1 event\n/);
      expect(written()).to.have.length(1);

      const json = await run(`projections rebuild ledger@1 ${from} --json`, { AWAY: '1' });
      expect(JSON.parse(json.stderr).waiting).to.include({ consumer: 'ledger@1', milliseconds: 1000 });
    });

    it('ends at once where the table of positions is missing', async () => {
      const { run, from } = await application();
      const { stdout, stderr, code } = await run(`projections rebuild audit ${from}`, { CHECKPOINTS: 'nowhere' });
      expect({ stdout, code }).to.deep.equal({ stdout: '', code: 1 });
      expect(stderr).to.match(/^error: Consumer "audit@1" cannot take any stream.*Table "nowhere" does not exist.*\n$/);
    });
  });

  describe('The command projections redrive', () => {
    it('goes on with streams that are stopped, once the cause is mended', async () => {
      const { run, written, from } = await applicationWithStopped();
      const { stdout, stderr, code } = await run(`projections redrive ledger@2 ${from}`, { LIMIT: '9999' });
      expect({ stdout, stderr, code }).to.deep.equal({
        stdout: 'Projection "ledger@2" has taken 1 stream to the end.\n',
        stderr: '',
        code: 0,
      });
      expect(written().slice(-2)).to.deep.equal(['NewLedger account:rich@2', 'NewLedger account:rich@3']);
      expect((await run('projections list ledger@2')).stdout).to.match(/^PROJECTION +STOPPED\nledger@2 +0\n$/);
      expect((await run(`projections redrive ledger@2 ${from}`)).stdout).to.match(/^No stream is stopped/);
    });

    it('tells those that fail again, which stay stopped', async () => {
      const { run, from } = await applicationWithStopped();
      const { stdout, code } = await run(`projections redrive ledger@2 --stream account:rich ${from}`);
      expect(code).to.equal(1);
      expect(stdout)
        .to.match(/^failed {2}Consumer "ledger@2" cannot take stream "account:rich" from version 2 on: .*\n/)
        .and.match(/\n1 of 1 stream failed again, and stay stopped\.\n$/);
      expect((await run('projections list ledger@2')).stdout).to.match(/ledger@2 +1\n/);
    });

    it('refuses a stream that is not stopped, and a name that several projections have', async () => {
      const { run, from } = await applicationWithStopped();
      const other = await run(`projections redrive ledger@2 --stream account:1 ${from}`);
      expect(other).to.include({ stdout: '', code: 2 });
      expect(other.stderr).to.include('Stream "account:1" is not stopped for projection "ledger@2".');
      const several = await run(`projections redrive ledger ${from}`);
      expect(several).to.include({ stdout: '', code: 2 });
      expect(several.stderr).to.include('several projections "ledger": ledger@1, ledger@2. Name one.');
    });
  });

  describe('The command projections reset', () => {
    it('has a read model that was lost built again', async () => {
      const { run, written, from } = await application();
      const rebuild = `projections rebuild ledger@2 ${from}`;
      const env = { LIMIT: '9999' };
      await run(rebuild, env);
      const again = await run(rebuild, env);
      expect(again).to.include({ code: 0 });
      expect(again.stdout)
        .to.match(/\nTaken +0 of 13 events\n/)
        .and.match(/Nothing was taken: .* eventsource projections reset ledger@2 …\n$/);
      expect(written()).to.have.length(13);

      const { stdout, stderr, code } = await run('projections reset ledger@2 --yes');
      expect({ stderr, code }).to.deep.equal({ stderr: '', code: 0 });
      expect(stdout).to.match(
        /^Projection "ledger@2" starts from the beginning: its positions in 6 streams are forgotten\. .*\n$/,
      );
      expect((await run(rebuild, env)).stdout).to.match(/\nTaken +13 of 13 events\n/);
      expect(written()).to.have.length(26);
    });

    it('forgets which streams are stopped, and nothing of other projections', async () => {
      const { run, from } = await applicationWithStopped();
      await run(`projections rebuild ledger@1 ${from}`, { LIMIT: '9999' });
      expect(JSON.parse((await run('projections reset ledger@2 --yes --json')).stdout)).to.deep.equal({
        projection: 'ledger@2',
        outcome: 'reset',
        streams: 6,
      });
      expect((await run('projections list ledger')).stdout).to.match(/ledger@1 +0\nledger@2 +0\n$/);
      expect((await run(`projections rebuild ledger@1 ${from}`)).stdout).to.match(/\nTaken +0 of 13 events\n/);
    });

    it('says in a dry run what it would forget', async () => {
      const { run } = await applicationWithStopped();
      const { stdout, code } = await run('projections reset ledger@2 --dryrun');
      expect(code).to.equal(0);
      expect(stdout).to.equal(
        'All positions of projection "ledger@2" would be forgotten, and that 1 stream is stopped. Nothing was changed.\n',
      );
      expect((await run('projections list ledger@2')).stdout).to.match(/ledger@2 +1\n/);
    });

    it('asks for the name of the projection, and forgets nothing for another answer', async () => {
      const { run, onTerminal } = await applicationWithStopped();
      const piped = await run('projections reset ledger@2');
      expect(piped).to.include({ stdout: '', code: 2 });
      expect(piped.stderr).to.match(/forgets all positions of projection "ledger@2".* pass --yes/);
      const inputAt = /to go on: /;
      const refused = await onTerminal('projections reset ledger@2', { input: 'yes\n', inputAt });
      expect(refused.code).to.equal(1);
      expect(refused.stdout).to.include('Nothing was forgotten.');
      expect((await run('projections list ledger@2')).stdout).to.match(/ledger@2 +1\n/);
      const agreed = await onTerminal('projections reset ledger@2', { input: 'ledger@2\n', inputAt });
      expect(agreed.code).to.equal(0);
      expect((await run('projections list ledger@2')).stdout).to.match(/ledger@2 +0\n/);
    });
  });
});
