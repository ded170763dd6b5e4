import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { install, MemoryStore, Repository } from '@eventsource/core';
import { expect } from 'chai';
import { container } from 'tsyringe';
import { rejection } from '../rejection.js';
import { Account } from './account.js';
import { verifyTable } from './guide.js';
import { commitItem, Tables } from './tables.js';

describe('The guide to verify', () => {
  const tables = new Tables();
  let folder: string;
  let repository: Repository;
  let lines: string[];
  const print = (line: string) => void lines.push(line);

  before(async () => {
    await tables.start();
    const app = container.createChildContainer();
    install(app, { aggregates: [Account], store: new MemoryStore() });
    repository = app.resolve(Repository);
  });

  beforeEach(async () => {
    lines = [];
    folder = await mkdtemp(join(tmpdir(), 'verify-'));
  });

  afterEach(() => rm(folder, { recursive: true }));
  after(() => tables.stop());

  it('prints what it finds, and exits with 1', async () => {
    const table = await tables.of(commitItem('a', 1), commitItem('a', 3));
    expect(await verifyTable(table, repository, { file: join(folder, 'checkpoint'), print })).to.equal(1);
    expect(lines).to.have.length(2);
    expect(lines[0]).to.equal('gap: stream "a", partition 3: Version 2 is missing before version 3.');
    expect(lines[1]).to.match(/^1 streams, 2 events, 0 snapshots compared, [\d.]+ read units\.$/);
  });

  it('exits with 0 where nothing is wrong', async () => {
    const table = await tables.of(commitItem('a', 1), commitItem('a', 2));
    expect(await verifyTable(table, repository, { file: join(folder, 'checkpoint'), print })).to.equal(0);
    expect(lines).to.have.length(1);
  });

  it('goes on where it was aborted', async () => {
    const table = await tables.of(commitItem('a', 1), commitItem('a', 3), commitItem('a', 5));
    const controller = new AbortController();
    const printAndAbort = (line: string) => {
      print(line);
      controller.abort();
    };
    const file = join(folder, 'checkpoint');
    const aborted = verifyTable(table, repository, { file, signal: controller.signal, print: printAndAbort });
    await rejection(aborted);
    expect(lines).to.have.length(1);
    expect(await verifyTable(table, repository, { file, print })).to.equal(1);
    expect(lines.slice(0, 2)).to.deep.equal([
      'gap: stream "a", partition 3: Version 2 is missing before version 3.',
      'gap: stream "a", partition 5: Version 4 is missing before version 5.',
    ]);
    expect(lines.at(-1)).to.match(/^1 streams, 3 events/);
  });
});
