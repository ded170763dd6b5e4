import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { bytes } from '../dynamodb/commits.js';
import { commitItem, Tables } from '../dynamodb/verify/tables.js';
import { eventsource } from './eventsource.js';

const MODULE = new URL('./applications/payments.js', import.meta.url).pathname;
const ESCAPE = '\u001b';

describe('Names of streams that would change the terminal', function () {
  this.timeout(60_000);
  const tables = new Tables();
  let folder: string;
  before(async () => {
    await tables.start();
    folder = await mkdtemp(join(tmpdir(), 'hostile-'));
  });
  after(async () => {
    await tables.stop();
    await rm(folder, { recursive: true });
  });

  const stream = `account:${ESCAPE}[2J${ESCAPE}]0;owned\u0007`;
  const shown = 'account:\\u{1b}[2J\\u{1b}]0;owned\\u{7}';
  const paid = (version: number, amount: number) =>
    commitItem(stream, version, version, {
      [`_${version}`]: { B: bytes(JSON.stringify({ t: 'paid-in', d: { amount } })) },
    });
  const run = (args: readonly string[]) =>
    eventsource(args, { env: { JOURNAL: join(folder, 'journal'), DYNAMODB_ENDPOINT: tables.endpoint } });

  it('are shown by their codes, where a projection cannot take them', async () => {
    const { table } = await tables.of(paid(1, 5000));
    const { stdout } = await run(['projections', 'rebuild', 'totals', '--name', table, '--module', MODULE]);
    expect(stdout).to.include(`stream "${shown}"`).and.not.include(ESCAPE);
  });

  it('likewise, where something is wrong with them', async () => {
    const { table } = await tables.of(paid(1, 1), paid(3, 1));
    const { stdout } = await run(['verify', '--name', table]);
    expect(stdout)
      .to.match(/^gap +account/m)
      .and.include(shown)
      .and.not.include(ESCAPE);
  });

  it('likewise, where they differ in the target of a copy', async () => {
    const [from, to] = [await tables.of(paid(1, 1)), await tables.of(paid(1, 2))];
    const { stdout } = await run(['copy', '--from', from.table, '--to', to.table]);
    expect(stdout)
      .to.match(/^conflict /)
      .and.include(shown)
      .and.not.include(ESCAPE);
  });

  it('likewise, in errors', async () => {
    const { table } = await tables.of();
    const { stderr } = await run(['streams', 'show', stream, '--table', table]);
    expect(stderr).to.include(shown).and.not.include(ESCAPE);
  });
});
