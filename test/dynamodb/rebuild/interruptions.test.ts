import { rebuild } from '@eventsource/dynamodb';
import { expect } from 'chai';
import { Deposit, DepositAll } from '../../core/accounts/account.js';
import { range } from '../commits.js';
import { ImpatientTimer } from '../verify/impatient-timer.js';
import { intercepting } from '../verify/interception.js';
import { Tables } from '../verify/tables.js';
import { accountItem, folded, Ledgers, type Where } from './ledgers.js';

/** Pages of a few items. */
const SLOW = { readUnitsPerSecond: 3, segments: 3 };

describe('A rebuild', function () {
  this.timeout(120_000);
  const tables = new Tables();
  before(() => tables.start());
  after(() => tables.stop());

  const streams = range(1, 8).map((number) => `account:${number}`);
  const note = { note: { S: 'x'.repeat(1500) } };
  const items = streams.flatMap((stream, index) => [
    accountItem(stream, 1, 3),
    ...range(4, 4 + (index % 4) * 3).map((version) => accountItem(stream, version, version, note)),
  ]);

  /** Runs until so many pages were asked for. @returns the newest checkpoint, and the totals when it came to its end. */
  async function runFor(pages: number, where: Where, ledgers: Ledgers, checkpoint?: string, onPage = async () => {}) {
    const controller = new AbortController();
    let asked = 0;
    const before = ({ operation }: { operation: string }) => {
      if (operation === 'Scan' && ++asked === pages) controller.abort('enough');
    };
    const client = intercepting(tables.endpoint, { before });
    let reached = checkpoint;
    const work: Promise<void>[] = [];
    try {
      const totals = await rebuild({
        table: where.table,
        client,
        ...SLOW,
        consumers: [ledgers.start().consumer],
        timer: new ImpatientTimer(),
        checkpoint,
        signal: controller.signal,
        onProgress: (progress) => {
          reached = progress.checkpoint;
          work.push(onPage());
        },
      });
      return { reached, totals };
    } catch (error) {
      expect(error).to.equal('enough');
      return { reached, totals: undefined };
    } finally {
      await Promise.all(work);
      client.destroy();
    }
  }

  for (const way of ['with its checkpoint', 'without one'] as const) {
    it(`that is interrupted at any page, and gone on ${way}, comes to the fold of the table`, async () => {
      const where = await tables.of(...items);
      const expected = await folded(where, streams);
      for (const pages of [...range(1, 12), 15, 20, 25]) {
        const ledgers = new Ledgers(where);
        const first = await runFor(pages, where, ledgers);
        const { totals } = await runFor(1e6, where, ledgers, way === 'without one' ? undefined : first.reached);
        expect(ledgers.projected, `after ${pages} pages`).to.deep.equal(expected);
        expect(totals, `after ${pages} pages`).to.include({ streams: 8, items: items.length });
      }
    });
  }

  it('that is interrupted again and again comes to its end by its checkpoints', async () => {
    const where = await tables.of(...items);
    const ledgers = new Ledgers(where);
    let runs = 1;
    let run = await runFor(5, where, ledgers);
    while (!run.totals) {
      run = await runFor(5, where, ledgers, run.reached);
      runs++;
    }
    expect(runs).to.be.greaterThan(3);
    expect(ledgers.projected).to.deep.equal(await folded(where, streams));
    expect(run.totals).to.include({ streams: 8, items: items.length });
  });

  it('beside a live feed, with writes going on and interruptions, applies each event once', async () => {
    const where = await tables.of(...items);
    const ledgers = new Ledgers(where);
    const live = ledgers.start();
    const all = [...streams, ...range(9, 14).map((number) => `account:${number}`)];
    let number = 0;
    const write = async () => {
      const account = String(((number++ * 5) % 14) + 1);
      const command = number % 3 === 0 ? new DepositAll(account, [1, 2]) : new Deposit(account, 1000);
      await live.dispatcher.dispatch(command);
      // The feed is behind, now and then, and brings some of it twice.
      if (number % 2 === 0) expect(await live.delivery.catchUp([`account:${account}`])).to.deep.equal([]);
    };
    const onPage = async () => {
      await write();
      await write();
    };
    let run = await runFor(6, where, ledgers, undefined, onPage);
    while (!run.totals) run = await runFor(9, where, ledgers, run.reached, onPage);
    expect(number).to.be.greaterThan(20);
    expect(await live.delivery.catchUp(all)).to.deep.equal([]);
    expect(ledgers.projected).to.deep.equal(await folded(where, all));
  });
});
