import { copy } from '@eventsource/dynamodb';
import { expect } from 'chai';
import { bytes, range } from '../commits.js';
import type { RawItem } from '../raw-items.js';
import { rejection } from '../rejection.js';
import { ImpatientTimer } from '../verify/impatient-timer.js';
import { intercepting } from '../verify/interception.js';
import { commitItem, partItem } from '../verify/tables.js';
import { type CopiedOptions, Copies, textOf } from './copies.js';

/** Pages of about two items of the long stream. */
const SLOW = { readUnitsPerSecond: 2 };

describe('A copy that is interrupted', () => {
  const copies = new Copies();
  let from: CopiedOptions;
  let expected: string[];

  before(async () => {
    await copies.start();
    const streams = range(1, 6).flatMap((number) => [
      commitItem(`s-${number}`, 1),
      partItem(`s-${number}`, 2, 3, [2, 4]),
      partItem(`s-${number}`, 4, 4, [2, 4]),
      ...range(5, 4 + number).map((version) => commitItem(`s-${number}`, version)),
    ]);
    // Of more than a page, as few units as are taken in a second.
    const large = { B: bytes(`{"t":"noted","d":"${'x'.repeat(3000)}"}`) };
    const long = range(1, 8).map((version) => commitItem('long', version, version, { [`_${version}`]: large }));
    from = await copies.of(...streams, ...long);
    expected = await copies.contents(from);
  });
  after(() => copies.stop());

  /** Runs until so many requests were sent. @returns the newest checkpoint, and whether it came to its end. */
  async function runFor(requests: number, to: CopiedOptions, checkpoint?: string) {
    const controller = new AbortController();
    let sent = 0;
    const before = () => {
      if (++sent === requests) controller.abort('enough');
    };
    const clients = [intercepting(copies.endpoint, { before }), intercepting(copies.endpoint, { before })] as const;
    let reached = checkpoint;
    try {
      const totals = await copy({
        from: { table: from.table, client: clients[0], ...SLOW },
        to: { table: to.table, client: clients[1], ...SLOW },
        timer: new ImpatientTimer(),
        checkpoint,
        concurrency: 3,
        signal: controller.signal,
        onProgress: (progress) => {
          reached = progress.checkpoint;
        },
      });
      return { reached, totals };
    } catch (error) {
      expect(error).to.equal('enough');
      return { reached, totals: undefined };
    } finally {
      for (const client of clients) client.destroy();
    }
  }

  /** Each stream of the target holds the first items of the source's. */
  async function expectBeginnings(to: CopiedOptions): Promise<void> {
    const held = new Set(await copies.contents(to));
    expect(expected).to.include.members([...held]);
    const items: Record<string, RawItem[string]>[] = expected.map((text) => Object.fromEntries(JSON.parse(text)));
    const inOrder = items.sort((one, other) => Number(one.partition?.N) - Number(other.partition?.N));
    const ended = new Set<string | undefined>();
    for (const item of inOrder) {
      if (!held.has(JSON.stringify(Object.entries(item).sort()))) ended.add(item.key?.S);
      else expect(ended.has(item.key?.S), `an item behind a missing one in ${item.key?.S}`).to.equal(false);
    }
  }

  for (const way of ['with its checkpoint', 'without one'] as const) {
    it(`at any request, and gone on with ${way}, ends as the source`, async function () {
      this.timeout(120_000);
      for (const requests of [1, 2, 3, 4, 5, 6, 8, 11, 15, 20, 30, 40, 50]) {
        const to = await copies.empty();
        const first = await runFor(requests, to);
        await expectBeginnings(to);
        const { totals } = await runFor(1e6, to, way === 'without one' ? undefined : first.reached);
        expect(await copies.contents(to), `after ${requests} requests`).to.deep.equal(expected);
        expect(totals, `after ${requests} requests`).to.include({
          streams: 7,
          items: expected.length,
          verified: expected.length,
        });
      }
    });
  }

  it('again and again comes to its end by its checkpoints', async function () {
    this.timeout(120_000);
    const to = await copies.empty();
    let runs = 1;
    let run = await runFor(7, to);
    while (!run.totals) {
      run = await runFor(7 + runs, to, run.reached);
      runs++;
    }
    expect(runs).to.be.greaterThan(3);
    expect(await copies.contents(to)).to.deep.equal(expected);
    expect(run.totals).to.include({ streams: 7, items: expected.length, verified: expected.length });
  });

  it('in the middle of a stream reads only the rest of it again', async () => {
    const to = await copies.empty();
    const long: string[] = [];
    const run = (checkpoint?: string, signal?: AbortSignal) => {
      const before = ({ operation, input }: { operation: string; input: Readonly<Record<string, unknown>> }) =>
        operation === 'Query' && long.push(JSON.stringify(input.ExclusiveStartKey ?? null));
      const client = intercepting(copies.endpoint, { before });
      const target = { table: to.table, client };
      let reached: string | undefined;
      const onProgress = (progress: { checkpoint: string | undefined; totals: { items: number } }) => {
        reached = progress.checkpoint;
        if (progress.totals.items > 2) controller.abort();
      };
      const controller = new AbortController();
      const done = copy({
        from: { ...from, ...SLOW },
        to: target,
        timer: new ImpatientTimer(),
        stream: 'long',
        checkpoint,
        signal: signal ?? controller.signal,
        onProgress,
      });
      return done.catch(() => {}).then(() => ({ reached, client }));
    };
    const { reached, client } = await run();
    client.destroy();
    expect(reached).to.include('"key":"long"');
    const held = (await copies.contents(to)).length;
    expect(held).to.be.within(3, 7);
    long.length = 0;
    const rest = await run(reached, new AbortController().signal);
    rest.client.destroy();
    expect(long[0]).to.match(/"partition":\{"N":"[34]"\}/);
    expect((await copies.contents(to)).length).to.equal(8);
  });

  it('writes no more of a stream in conflict when it is gone on with', async () => {
    const other = commitItem('long', 1, 1, { note: { S: 'mine' } });
    const to = await copies.of(other);
    let reached: string | undefined;
    const controller = new AbortController();
    const source = { ...from, ...SLOW };
    const options = { from: source, to, timer: new ImpatientTimer(), stream: 'long', onConflict: () => {} };
    await rejection(
      copy({
        ...options,
        signal: controller.signal,
        onProgress: ({ checkpoint }) => {
          reached ??= checkpoint;
          controller.abort();
        },
      }),
    );
    expect(await copy({ ...options, checkpoint: reached })).to.include({ written: 0, conflicts: 1, items: 8 });
    expect(await copies.contents(to)).to.deep.equal([textOf(other)]);
  });
});
