import { Dispatcher, install, Repository } from '@eventsource/core';
import { CheckpointError, dynamoDb, type TableFinding, type Verification, verify } from '@eventsource/dynamodb';
import { expect } from 'chai';
import { container } from 'tsyringe';
import { bytes, range } from '../commits.js';
import { putItems, type RawItem } from '../raw-items.js';
import { rejection } from '../rejection.js';
import { Account, PayIn } from './account.js';
import { ImpatientTimer } from './impatient-timer.js';
import { itemsOf } from './items.js';
import { all, commitItem, partItem, Tables } from './tables.js';

describe('A verification that is interrupted', () => {
  const tables = new Tables();
  let table: { table: string; endpoint: string };
  let repository: Repository;
  let whole: TableFinding[];
  let uninterrupted: Verification;

  before(async () => {
    await tables.start();
    table = await tables.of(...broken());
    const app = container.createChildContainer();
    install(app, { aggregates: [Account] }, dynamoDb(table));
    repository = app.resolve(Repository);
    for (const amount of range(1, 9)) await app.resolve(Dispatcher).dispatch(new PayIn('a', amount));
    await spoilSnapshots('account:a');
    uninterrupted = begin();
    whole = await all(uninterrupted);
  });

  after(() => tables.stop());

  function broken(): RawItem[] {
    const spoilt = { _2: { B: bytes('x') }, _4: { B: bytes('x') }, _5: { B: bytes('x') } };
    const cut = ['m', 'n'].flatMap((key) => [partItem(key, 1, 2, [1, 6]), partItem(key, 3, 4, [1, 6])]);
    const short = ['t', 'u'].map((key) => commitItem(key, 1, 1, { _note: { S: 'x' } }));
    const streams = ['p'].flatMap((key) => [
      commitItem(key, 1),
      commitItem(key, 2, 6, spoilt),
      commitItem(key, 4),
      commitItem(key, 9),
      commitItem(key, 10, 10, { _note: { S: 'x' } }),
      commitItem(`sound-${key}`, 1),
      commitItem(`sound-${key}`, 2),
    ]);
    return [...cut, ...short, ...streams];
  }

  async function spoilSnapshots(key: string) {
    const items = await itemsOf(tables.client, table.table, key);
    const spoilt = items.filter(({ s }) => s).map((item) => ({ ...item, s: { B: bytes('{"d":{"balance":-1}}') } }));
    await putItems(tables.client, table.table, spoilt);
  }

  /** Reads an item or two a page. */
  const begin = (checkpoint?: string, more: Pick<Parameters<typeof verify>[0], 'signal' | 'onProgress'> = {}) =>
    verify({
      table: table.table,
      client: tables.client,
      repository,
      checkpoint,
      readUnitsPerSecond: 0.2,
      timer: new ImpatientTimer(),
      ...more,
    });

  /** The first so many findings of what is left. */
  async function some(count: number, checkpoint?: string) {
    const verification = begin(checkpoint);
    const findings: TableFinding[] = [];
    if (count > 0) {
      for await (const finding of verification) if (findings.push(finding) === count) break;
    }
    return { findings, checkpoint: verification.checkpoint };
  }

  /** The findings of what is left until so many pages were read. */
  async function pages(count: number, checkpoint?: string) {
    const controller = new AbortController();
    const { signal } = controller;
    let read = 0;
    const verification = begin(checkpoint, {
      signal,
      onProgress: () => ++read === count && controller.abort('enough'),
    });
    const findings: TableFinding[] = [];
    try {
      for await (const finding of verification) findings.push(finding);
    } catch (reason) {
      expect(reason).to.equal('enough');
    }
    return { findings, checkpoint: verification.checkpoint, finished: read < count };
  }

  function expectSameTotals({ totals: { units, ...counts } }: Verification) {
    const { units: least, ...expected } = uninterrupted.totals;
    expect(counts).to.deep.equal(expected);
    expect(units).to.be.at.least(least);
  }

  it('has enough to find, in enough pages, to be interrupted at', async () => {
    const kinds = new Set(whole.map(({ kind }) => kind));
    expect([...kinds]).to.have.members(['malformed', 'duplicate', 'gap', 'snapshot']);
    expect(whole).to.have.length(13);
    // What is found at the end of one stream, and then at the beginning of the next.
    const isEnd = ({ kind, version }: TableFinding) => kind === 'gap' && version === 5;
    expect(whole.some((finding, index) => isEnd(finding) && whole[index + 1]?.partition === 1)).to.equal(true);
    expect(uninterrupted.totals).to.include({ streams: 7, items: 22, compared: 3 });
  });

  it('goes on behind any finding, and finds each exactly once', async function () {
    this.timeout(60_000);
    for (const count of range(0, whole.length)) {
      const { findings, checkpoint } = await some(count);
      const rest = begin(checkpoint);
      expect([...findings, ...(await all(rest))], `after ${count}`).to.deep.equal(whole);
      expectSameTotals(rest);
    }
  });

  it('goes on behind every finding, one by one', async () => {
    const found: TableFinding[] = [];
    let checkpoint: string | undefined;
    for (const _ of whole) {
      const next = await some(1, checkpoint);
      found.push(...next.findings);
      checkpoint = next.checkpoint;
    }
    expect(found).to.deep.equal(whole);
    const rest = begin(checkpoint);
    expect(await all(rest)).to.deep.equal([]);
    expectSameTotals(rest);
  });

  it('goes on after an abort at any page', async function () {
    this.timeout(60_000);
    let finished = false;
    for (let count = 1; !finished; count++) {
      const first = await pages(count);
      const rest = begin(first.checkpoint);
      expect([...first.findings, ...(await all(rest))], `after ${count} pages`).to.deep.equal(whole);
      expectSameTotals(rest);
      finished = first.finished;
    }
  });

  it('goes on after aborts at every other page', async () => {
    const found: TableFinding[] = [];
    let checkpoint: string | undefined;
    // A stream is read again up to where the run before was aborted: every page of it, and then two.
    for (let finished = false, count = 2; !finished; count++) {
      const next = await pages(count, checkpoint);
      found.push(...next.findings);
      ({ checkpoint, finished } = next);
    }
    expect(found).to.deep.equal(whole);
  });

  it('finds nothing more after its end', async () => {
    const verification = begin();
    await all(verification);
    const again = begin(verification.checkpoint);
    expect(await all(again)).to.deep.equal([]);
    expectSameTotals(again);
  });

  it('shows what it has read while it goes on', async () => {
    const seen: number[] = [];
    const verification = begin(undefined, { onProgress: ({ totals }) => seen.push(totals.items) });
    await all(verification);
    expect(seen.length).to.be.greaterThan(5);
    expect(seen).to.deep.equal(seen.toSorted((a, b) => a - b));
    expect(seen.at(-1)).to.equal(verification.totals.items);
  });

  it('reads nothing that is not asked for', async () => {
    let read = 0;
    const verification = begin(undefined, { onProgress: () => read++ });
    expect(read).to.equal(0);
    for await (const _ of verification) break;
    expect(verification.totals.items).to.be.lessThan(12);
  });

  it('follows streams that grow meanwhile', async () => {
    const { table: name, endpoint } = await tables.of(commitItem('p', 1), commitItem('p', 2), commitItem('p', 4));
    const options = { table: name, endpoint, readUnitsPerSecond: 0.01, timer: new ImpatientTimer() };
    const before = verify(options);
    for await (const _ of before) break;
    await putItems(tables.client, name, [commitItem('p', 5), commitItem('p', 7)]);
    const after = verify({ ...options, checkpoint: before.checkpoint });
    expect((await all(after)).map(({ kind, version }) => [kind, version])).to.deep.equal([['gap', 6]]);
    expect(after.totals).to.include({ streams: 1, items: 5 });
  });

  it('ends in the middle of a page', async () => {
    const { table: name } = await tables.of(...['x', 'y'].map((key) => commitItem(key, 1, 1, { _note: { S: 'x' } })));
    const controller = new AbortController();
    const verification = verify({ table: name, client: tables.client, signal: controller.signal });
    const found: TableFinding[] = [];
    const run = async () => {
      for await (const finding of verification) {
        found.push(finding);
        controller.abort('enough');
      }
    };
    expect(await rejection(run())).to.equal('enough');
    expect(found).to.have.length(1);
  });

  it('finds what is wrong with an item that came after the end of its stream was reported', async () => {
    const { table: name } = await tables.of(partItem('m', 1, 2, [1, 6]), partItem('m', 3, 4, [1, 6]));
    const options = { table: name, client: tables.client, timer: new ImpatientTimer() };
    const before = verify(options);
    for await (const { kind, version } of before) {
      expect([kind, version]).to.deep.equal(['gap', 5]);
      break;
    }
    await putItems(tables.client, name, [partItem('m', 5, 6, [1, 6], { _6: { B: bytes('x') } })]);
    const after = verify({ ...options, checkpoint: before.checkpoint });
    expect((await all(after)).map(({ kind, version }) => [kind, version])).to.deep.equal([['malformed', 6]]);
    expect(after.totals).to.include({ streams: 1, items: 3 });
  });

  describe('by a checkpoint of something else', () => {
    const cases: [string, (checkpoint: string) => string, RegExp][] = [
      ['text that is no JSON', () => 'x', /not JSON/],
      ['JSON that is no checkpoint', () => '[]', /not made by/],
      ['null', () => 'null', /not made by/],
      ['a later layout', (given) => given.replace('"v":1', '"v":2'), /not made by/],
      ['a place without a partition', (given) => given.replace('"partition"', '"p"'), /not made by/],
      ['totals that are none', (given) => given.replace(/"bytes":\d+/, '"bytes":"x"'), /not made by/],
      ['another table', (given) => given.replace(table.table, 'others'), /from table "others"/],
      ['a segment', (given) => given.replace('0/1', '1/4'), /from segment 1\/4, not 0\/1/],
    ];
    for (const [name, change, problem] of cases) {
      it(`refuses ${name}`, async () => {
        const { checkpoint } = await some(3);
        expect(() => begin(change(checkpoint))).to.throw(CheckpointError, problem);
      });
    }
  });

  it('holds no payload in its checkpoint', async () => {
    const { checkpoint } = await pages(15);
    expect(checkpoint.length).to.be.lessThan(400);
    expect(checkpoint)
      .to.match(/"key":/)
      .and.not.match(/noted|amount|balance/);
  });
});
