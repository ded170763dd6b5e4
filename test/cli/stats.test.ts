import { createTable } from '@eventsource/dynamodb';
import { type Dynalite, startDynalite } from '@eventsource/testing';
import { expect } from 'chai';
import { range } from '../dynamodb/commits.js';
import { putItems } from '../dynamodb/raw-items.js';
import { commitItem } from '../dynamodb/verify/tables.js';
import { goItems } from '../go-library/go-items.js';
import { eventsource, eventsourceOnTerminal } from './eventsource.js';

describe('eventsource stats', () => {
  let dynalite: Dynalite;

  before(async () => {
    dynalite = await startDynalite();
    const { endpoint } = dynalite;
    for (const table of ['orders', 'go-orders', 'empty']) await createTable({ table, endpoint });
    const large = { B: new Uint8Array(390_000) };
    const snapshot = { s: { B: new Uint8Array(3_000) }, sv: { S: 'v1' } };
    await putItems(dynalite.client(), 'orders', [
      ...range(1, 8).map((number) => commitItem(`order:${number}`, 1)),
      commitItem('order:large', 1, 1, { _1: large }),
      ...range(1, 20).map((version) => commitItem('order:long', version, version, version === 19 ? snapshot : {})),
      commitItem('order:\u001b[31m', 1, 1, { x: { S: 'of no format' } }),
    ]);
    for (const name of ['stream-3', 'stream-per5']) await putItems(dynalite.client(), 'go-orders', await goItems(name));
  });

  after(() => dynalite.stop());

  const stats = (table: string, ...args: string[]) =>
    eventsource(['stats', '--table', table, '--endpoint', dynalite.endpoint, ...args]);

  it('reports totals, the largest streams, items near the limit and what loads cost', async () => {
    const { stdout, stderr, code } = await stats('orders', '--top', '2');
    expect(code).to.equal(0);
    expect(stderr).to.include('counted no items');
    expect(stdout).to.match(
      /^Streams {5}11\nEvents {6}30\nItems {7}30\nBytes {7}39\d,\d{3} \(38\d(\.\d)? KB\)\nSnapshots {3}1\n/,
    );
    expect(stdout).to.include('Malformed   1 items: "eventsource verify" says why\n');
    const largest = /Largest streams\n\n.*\n([\s\S]*?)\n\n/.exec(stdout)?.[1]?.split('\n') ?? [];
    expect(largest.map((row) => row.trim().split(/ +/).slice(1))).to.deep.equal([
      ['1', '1', '0', 'order:large'],
      ['20', '20', '1', 'order:long'],
    ]);
    expect(stdout).to.match(/\nItems from 80 % of 400 KB on: 1\n\n.*\n390,\d{3} +1 {2}order:large\n/);
    expect(stdout).to.match(/\n +10 % +1 +1\n/);
    expect(stdout).to.match(/\n +90 % +1 +2\n +100 % +96 +96\n$/);
    expect(stdout).to.not.include('\u001b');
  });

  it('prints one JSON document', async () => {
    const { stdout, stderr } = await stats('orders', '--json', '--top', '1');
    expect(stderr).to.equal('');
    const report = JSON.parse(stdout);
    expect(report).to.include({ table: 'orders', streams: 11, events: 30, items: 30, snapshots: 1, malformed: 1 });
    expect(report.largest).to.have.length(1);
    expect(report.nearLimit).to.deep.include({ share: 0.8, items: 1 });
    expect(report.coldLoads[9]).to.deep.equal({ percentOfStreams: 100, readUnits: 96, withoutSnapshots: 96 });
  });

  it('counts a table of the Go library, and one of nothing', async () => {
    expect((await stats('go-orders')).stdout).to.match(/^Streams {5}2\nEvents {6}26\nItems {7}6\n/);
    expect((await stats('empty')).stdout).to.match(/^Streams {5}0\n/);
  });

  it('shows how far it has come, on a terminal', async () => {
    const args = ['stats', '--table', 'orders', '--endpoint', dynalite.endpoint];
    expect((await eventsourceOnTerminal(args)).stdout).to.match(/Counting … 30 items, 4\d(\.5)? read units/);
  });

  it('ends in order at Ctrl-C', async () => {
    const args = ['stats', '--table', 'orders', '--rcap', '1', '--endpoint', dynalite.endpoint];
    const { stdout, stderr, code } = await eventsource(args, { interruptAt: /counted/ });
    expect({ stdout, code }).to.deep.equal({ stdout: '', code: 130 });
    expect(stderr).to.include('Interrupted.');
  });

  it('is used wrongly with a share of the largest streams', async () => {
    expect((await stats('orders', '--top', '0.5')).code).to.equal(2);
    expect((await stats('orders', '--rcap', '0')).code).to.equal(2);
  });
});
