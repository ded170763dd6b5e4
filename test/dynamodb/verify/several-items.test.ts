import { Dispatcher, install, Repository } from '@eventsource/core';
import { dynamoDb, type VerifyOptions, verify } from '@eventsource/dynamodb';
import { expect } from 'chai';
import { container } from 'tsyringe';
import { bytes, range } from '../commits.js';
import { putItems, type RawItem } from '../raw-items.js';
import { Account, PayIn } from './account.js';
import { ImpatientTimer } from './impatient-timer.js';
import { type Interception, intercepting } from './interception.js';
import { itemsOf } from './items.js';
import { all, commitItem, partItem, Tables } from './tables.js';

describe('verify, of commits of several items', () => {
  const tables = new Tables();

  before(() => tables.start());
  after(() => tables.stop());

  const item = (first: number, last = first) => commitItem('a', first, last);
  const part = (first: number, last: number, extent: readonly [number, number], more: RawItem = {}) =>
    partItem('a', first, last, extent, more);

  async function verified(
    items: readonly RawItem[],
    interception: Interception = {},
    more: Pick<VerifyOptions, 'repository'> = {},
  ) {
    const { table, endpoint } = await tables.of(...items);
    const operations: string[] = [];
    const before = ({ operation }: { operation: string }) => operations.push(operation);
    const client = intercepting(endpoint, { before, ...interception });
    const timer = new ImpatientTimer();
    const verification = verify({ table, client, timer, ...more });
    const findings = await all(verification);
    client.destroy();
    return {
      found: findings.map(({ kind, partition, version }) => [kind, partition, version]),
      messages: findings.map(({ message }) => message),
      operations,
      timer,
      totals: verification.totals,
    };
  }

  it('finds nothing in whole ones, and needs no second look', async () => {
    const { found, operations, totals } = await verified([
      part(1, 2, [1, 4]),
      part(3, 4, [1, 4]),
      item(5),
      part(6, 6, [6, 9]),
      part(7, 8, [6, 9]),
      part(9, 9, [6, 9]),
    ]);
    expect(found).to.deep.equal([]);
    expect(operations).to.deep.equal(['Scan']);
    expect(totals).to.include({ items: 6, events: 9 });
  });

  it('finds a missing part as a gap, wherever it was', async () => {
    const parts = [part(2, 3, [2, 7]), part(4, 5, [2, 7]), part(6, 7, [2, 7])];
    const without = (index: number) => [item(1), ...parts.filter((_, other) => other !== index), item(8)];
    expect((await verified(without(0))).found).to.deep.equal([['gap', 4, 2]]);
    expect((await verified(without(1))).found).to.deep.equal([['gap', 6, 4]]);
    expect((await verified(without(2))).found).to.deep.equal([['gap', 8, 6]]);
  });

  it('finds the last part missing at the end of a stream', async () => {
    const { found, messages, totals } = await verified([item(1), part(2, 3, [2, 7]), part(4, 5, [2, 7])]);
    expect(found).to.deep.equal([['gap', 4, 6]]);
    expect(messages).to.deep.equal(['The commit of the versions 2 to 7 lacks all from version 6 on.']);
    expect(totals).to.include({ streams: 1, items: 3 });
  });

  it('looks again for parts that a transaction may still be bringing', async () => {
    const { found, operations, timer } = await verified([item(1), part(2, 3, [2, 5]), commitItem('b', 1)]);
    expect(found).to.deep.equal([['gap', 2, 4]]);
    expect(operations).to.deep.equal(['Scan', 'Query', 'Query', 'Query']);
    expect(timer.pauses.filter((pause) => pause > 100)).to.deep.equal([200, 2000]);
  });

  const parts = [part(2, 3, [2, 7]), part(4, 5, [2, 7]), part(6, 7, [2, 7])];
  for (const [index, hidden] of parts.entries()) {
    it(`takes part ${index + 1}, which becomes visible after the others, for no gap`, async () => {
      let queries = 0;
      const late: Interception = {
        items: (items, { operation }) => {
          if (operation === 'Query') queries++;
          return queries > 1 ? items : items.filter(({ partition }) => partition?.N !== hidden.partition?.N);
        },
      };
      const { found, operations } = await verified([item(1), ...parts], late);
      expect(found).to.deep.equal([]);
      expect(operations).to.deep.equal(['Scan', 'Query', 'Query']);
    });
  }

  it('counts no item twice that it looks for behind the end of a scan', async () => {
    const items = [commitItem('a', 1), ...parts];
    const { table, endpoint } = await tables.of(...items);
    const totals = [];
    for (const isOlder of [true, false]) {
      const client = intercepting(endpoint, {
        items: (page, { operation }) =>
          operation === 'Query' ? page : page.filter(({ partition }) => Number(partition?.N) <= 4 === isOlder),
      });
      const verification = verify({ table, client });
      expect(await all(verification)).to.deep.equal([]);
      totals.push(verification.totals);
      client.destroy();
    }
    expect(totals.map(({ streams, items }) => [streams, items])).to.deep.equal([
      [1, 3],
      [0, 1],
    ]);
  });

  describe('finds malformed', () => {
    it('an item inside a commit that it is not of', async () => {
      const { found, messages } = await verified([part(1, 2, [1, 5]), item(3), part(4, 5, [1, 5])]);
      expect(found).to.deep.equal([
        ['malformed', 3, 3],
        ['malformed', 4, 4],
      ]);
      expect(messages[0]).to.match(/inside the commit of the versions 1 to 5/);
    });

    it('a part whose beginning is of another commit', async () => {
      const { found, messages } = await verified([item(1, 3), part(4, 5, [2, 5])]);
      expect(found).to.deep.equal([['malformed', 4, 4]]);
      expect(messages[0]).to.match(/of a commit of the versions 2 to 5/);
    });

    it('parts with different ids', async () => {
      const other = part(3, 4, [1, 4], { c: { B: bytes('another') } });
      const { found, messages } = await verified([part(1, 2, [1, 4]), other, item(5)]);
      expect(found).to.deep.equal([['malformed', 3, 3]]);
      expect(messages[0]).to.match(/another id/);
    });

    it('a part outside its commit', async () => {
      const { found } = await verified([item(1), part(2, 4, [2, 3])]);
      expect(found).to.deep.equal([['malformed', 2, 2]]);
    });

    it('a commit of more items than a transaction takes', async () => {
      const many = range(1, 101).map((version) => part(version, version, [1, 101]));
      expect((await verified(many)).found).to.deep.equal([['malformed', 101, 101]]);
      expect((await verified(range(1, 100).map((version) => part(version, version, [1, 100])))).found).to.deep.equal(
        [],
      );
    });

    it('nothing but the part that is', async () => {
      const broken = part(1, 2, [1, 5], { _note: { S: 'x' } });
      const { found } = await verified([broken, part(3, 4, [1, 5]), part(5, 5, [1, 5]), item(6)]);
      expect(found).to.deep.equal([['malformed', 1, 1]]);
    });
  });

  describe('with an application', () => {
    const paidIn = (amount: number) => ({ B: bytes(`{"t":"paid-in","d":{"amount":${amount}}}`) });
    // As a caller's own id is stored: a kind, a digest of the command and the text.
    const id = Buffer.concat([Buffer.of(2), Buffer.alloc(8), Buffer.from('bulk')]);

    /** A commit of one event, and one of six in three items with a snapshot, as one command each stored them. */
    async function application(balance: number, carried: unknown = [[2, id.toString('base64'), 0]]) {
      const table = await tables.of();
      const app = container.createChildContainer();
      install(app, { aggregates: [Account] }, dynamoDb(table));
      for (const amount of [1, 1, 1]) await app.resolve(Dispatcher).dispatch(new PayIn('any', amount));
      const [, , { sv } = {}] = await itemsOf(tables.client, table.table, 'account:any');
      const s = { B: bytes(JSON.stringify({ c: carried, d: { balance } })) };
      const events = (first: number) => ({ [`_${first}`]: paidIn(first), [`_${first + 1}`]: paidIn(first + 1) });
      await putItems(tables.client, table.table, [
        commitItem('account:a', 1, 1, { _1: paidIn(1) }),
        partItem('account:a', 2, 3, [2, 7], { c: { B: id }, ...events(2) }),
        partItem('account:a', 4, 5, [2, 7], { c: { B: id }, ...events(4) }),
        partItem('account:a', 6, 7, [2, 7], { c: { B: id }, ...events(6), s, ...(sv && { sv }) }),
        commitItem('account:a', 8, 8, { _8: paidIn(8) }),
      ]);
      return { ...table, repository: app.resolve(Repository) };
    }

    it('applies their parts as one commit', async () => {
      const verification = verify(await application(28));
      expect(await all(verification)).to.deep.equal([]);
      expect(verification.totals).to.include({ compared: 2, items: 8, events: 11 });
    });

    it('finds a snapshot that is wrong', async () => {
      expect((await all(verify(await application(29)))).map(({ kind, version }) => [kind, version])).to.deep.equal([
        ['snapshot', 7],
      ]);
      const counted = [0, 1, 2].map((age) => [2 + 2 * age, id.toString('base64'), age]);
      const findings = await all(verify(await application(28, counted)));
      expect(findings).to.have.length(1);
      expect(findings[0]?.message).to.match(/command ids/);
    });

    it('finds a record that no class can read, in whatever part, once', async () => {
      const table = await application(28);
      for (const first of [2, 4, 6]) {
        const [item] = (await itemsOf(tables.client, table.table, 'account:a')).filter(
          ({ partition }) => partition?.N === String(first),
        );
        if (item) await putItems(tables.client, table.table, [{ ...item, [`_${first}`]: { B: bytes('{}') } }]);
      }
      const findings = await all(verify(table));
      expect(findings.map(({ kind, version }) => [kind, version])).to.deep.equal([
        ['malformed', 2],
        ['malformed', 4],
        ['malformed', 6],
      ]);
    });

    it('compares nothing on one that lacks a part', async () => {
      const { table, repository } = await application(28);
      const items = await itemsOf(tables.client, table, 'account:a');
      const cut = await tables.of(...items.filter(({ partition }) => partition?.N !== '4'));
      const verification = verify({ ...cut, repository, timer: new ImpatientTimer() });
      expect((await all(verification)).map(({ kind, version }) => [kind, version])).to.deep.equal([['gap', 4]]);
      expect(verification.totals).to.include({ snapshots: 1, compared: 0 });
    });

    it('compares nothing behind one that is not whole', async () => {
      const { table, endpoint, repository } = await application(28);
      const items = (await itemsOf(tables.client, table, 'account:a')).map((item) =>
        item.partition?.N === '4' ? { ...item, c: { B: bytes('x') } } : item,
      );
      await putItems(tables.client, table, items);
      const verification = verify({ table, endpoint, repository });
      expect((await all(verification)).map(({ kind, version }) => [kind, version])).to.deep.equal([
        ['malformed', 4],
        ['malformed', 6],
      ]);
      expect(verification.totals).to.include({ snapshots: 2, compared: 1 });
    });
  });
});
