import { type TableFinding, type VerifyOptions, verify } from '@eventsource/dynamodb';
import { expect } from 'chai';
import { bytes, range } from '../commits.js';
import type { RawItem } from '../raw-items.js';
import { type Interception, intercepting } from './interception.js';
import { all, commitItem, partItem, Tables } from './tables.js';

describe('A verification whose pages do not show all', () => {
  const tables = new Tables();

  before(() => tables.start());
  after(() => tables.stop());

  async function verified(items: readonly RawItem[], interception: Interception) {
    const { table, endpoint } = await tables.of(...items);
    return runOn(table, endpoint, interception);
  }

  async function runOn(
    table: string,
    endpoint: string,
    interception: Interception,
    more: Pick<VerifyOptions, 'segment'> = {},
  ) {
    const operations: string[] = [];
    const before = ({ operation }: { operation: string }) => operations.push(operation);
    const client = intercepting(endpoint, { before, ...interception });
    const verification = verify({ table, client, ...more });
    const findings = await all(verification);
    client.destroy();
    return { findings: findings.map(brief), operations, totals: verification.totals };
  }

  const brief = ({ kind, key, version }: TableFinding) => [kind, key, version];

  /** Leaves items out of a Scan, by their partition. */
  const unscanned = (left: (partition: number, key: string) => boolean): Interception => ({
    items: (items, { operation }) =>
      operation === 'Scan' ? items.filter(({ key, partition }) => !left(Number(partition?.N), String(key?.S))) : items,
  });

  it('takes no commit that was stored while a page was read for a gap', async () => {
    const items = range(1, 6).map((version) => commitItem('a', version));
    const { findings, operations, totals } = await verified(
      items,
      unscanned((partition) => [3, 4].includes(partition)),
    );
    expect(findings).to.deep.equal([]);
    expect(operations).to.deep.equal(['Scan', 'Query']);
    expect(totals).to.include({ streams: 1, items: 6, events: 6 });
  });

  it('looks at such commits like at any other', async () => {
    const items = [commitItem('a', 1), commitItem('a', 2, 2, { _note: { S: 'x' } }), commitItem('a', 4)];
    const { findings } = await verified(
      items,
      unscanned((partition) => partition === 2),
    );
    expect(findings).to.deep.equal([
      ['malformed', 'a', 2],
      ['gap', 'a', 3],
    ]);
  });

  it('asks once for what is missing, and not at all where nothing is', async () => {
    const sound = await verified([commitItem('a', 1, 3), commitItem('a', 4), commitItem('b', 1)], {});
    expect(sound.operations).to.deep.equal(['Scan']);
    const gap = await verified([commitItem('a', 1), commitItem('a', 3), commitItem('a', 4), commitItem('b', 1)], {});
    expect(gap.operations).to.deep.equal(['Scan', 'Query']);
  });

  it('reads consistently', async () => {
    const inputs: unknown[] = [];
    await verified([commitItem('a', 2)], { before: ({ input }) => inputs.push(input) });
    expect(inputs).to.have.length(2);
    for (const input of inputs) expect(input).to.include({ ConsistentRead: true, ReturnConsumedCapacity: 'TOTAL' });
  });

  describe('of segments', () => {
    const broken = range(1, 20).flatMap((number) => {
      const key = `s-${number}`;
      return [commitItem(key, 1), commitItem(key, 2, 3), commitItem(key, 5), commitItem(key, 6, 6, { z: { S: 'x' } })];
    });
    const streams = [...broken, ...range(1, 3).map((part) => partItem('parts', 2 * part - 1, 2 * part, [1, 6]))];

    it('finds in all of them together what is in the table, once', async () => {
      const { table, endpoint } = await tables.of(...streams);
      const whole = await runOn(table, endpoint, {});
      const parts = [];
      for (const index of range(0, 3)) parts.push(await runOn(table, endpoint, {}, { segment: { index, of: 4 } }));
      expect(parts.flatMap(({ findings }) => findings)).to.have.deep.members(whole.findings);
      expect(whole.findings).to.have.length(40);
      expect(parts.map(({ totals }) => totals.streams).every((count) => count > 0)).to.equal(true);
      for (const count of ['streams', 'items', 'events', 'bytes'] as const) {
        expect(
          parts.reduce((sum, { totals }) => sum + totals[count], 0),
          count,
        ).to.equal(whole.totals[count]);
      }
    });

    it('finds everything once where streams are split over two', async () => {
      const { table, endpoint } = await tables.of(...streams);
      const whole = await runOn(table, endpoint, {});
      for (const split of range(1, 6)) {
        const older = await runOn(
          table,
          endpoint,
          unscanned((partition) => partition > split),
        );
        const newer = await runOn(
          table,
          endpoint,
          unscanned((partition) => partition <= split),
        );
        expect([...older.findings, ...newer.findings], `at ${split}`).to.have.deep.members(whole.findings);
        expect(older.findings.length + newer.findings.length).to.equal(whole.findings.length);
        expect(older.totals.streams + newer.totals.streams).to.equal(whole.totals.streams);
        expect(older.totals.items + newer.totals.items).to.equal(whole.totals.items);
      }
    });
  });

  it('goes on with a stream that others come in between of', async () => {
    const items = [...range(1, 6).map((version) => commitItem('a', version)), commitItem('b', 1)];
    const { findings, totals } = await verified(items, {
      items: (page, { operation }) => {
        if (operation !== 'Scan') return page;
        const of = (key: string) => page.filter((item) => item.key?.S === key);
        return [...of('a').slice(0, 3), ...of('b'), ...of('a').slice(3)];
      },
    });
    expect(findings).to.deep.equal([]);
    expect(totals).to.include({ streams: 2, items: 7 });
  });

  it('tells a first item that is broken from one whose past is elsewhere', async () => {
    const broken = { key: { S: 'a' }, partition: { N: '4' }, c: { B: bytes('x') } };
    const items = [...range(1, 3).map((version) => commitItem('a', version)), broken, commitItem('a', 4), broken];
    const { findings } = await verified(
      items.slice(0, 4),
      unscanned((partition) => partition < 4),
    );
    expect(findings).to.deep.equal([['malformed', 'a', undefined]]);
  });
});
