import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { Balances } from '../../core/projections/balances.js';
import { range } from '../commits.js';
import { rejection } from '../rejection.js';
import { Tables } from '../verify/tables.js';
import { build } from './guide.js';
import { accountItem, folded, Ledgers } from './ledgers.js';

describe('The guide to rebuilding', () => {
  const tables = new Tables();
  let folder: string;
  before(async () => {
    await tables.start();
    folder = await mkdtemp(join(tmpdir(), 'rebuild-guide-'));
  });
  after(async () => {
    await tables.stop();
    await rm(folder, { recursive: true });
  });

  it('builds a projection, and goes on with it after an interruption', async () => {
    const where = await tables.of(...range(1, 20).map((number) => accountItem(`account:${number}`, 1, 3)));
    const ledgers = new Ledgers(where);
    const { app } = ledgers.start();
    const file = join(folder, 'checkpoint');
    const controller = new AbortController();
    const lines: string[] = [];
    const print = (line: string) => void lines.push(line);
    const { checkpoints } = ledgers.disks;
    const move = checkpoints.move.bind(checkpoints);
    checkpoints.move = async (...args) => {
      await move(...args);
      if (ledgers.disks.rows.balances.size === 15) controller.abort('enough');
    };
    expect(await rejection(build(where, app, Balances, { file, print, signal: controller.signal }))).to.equal('enough');
    expect(await build(where, app, Balances, { file, print })).to.deep.equal([]);
    expect(lines).to.have.length(1);
    expect(lines[0]).to.match(/^60 events for [\d.]+ read units, 0 failures$/);
    expect(existsSync(file)).to.equal(false);
    expect(ledgers.projected).to.deep.equal(
      await folded(
        where,
        range(1, 20).map((number) => `account:${number}`),
      ),
    );
  });
});
