import {
  Dispatcher,
  type EventTypes,
  install,
  JsonSerializer,
  type Module,
  plainIds,
  Repository,
  type Serializer,
} from '@eventsource/core';
import { dynamoDb, verify } from '@eventsource/dynamodb';
import { expect } from 'chai';
import { container, type DependencyContainer } from 'tsyringe';
import { bytes, range } from '../commits.js';
import { putItems, type RawItem } from '../raw-items.js';
import { Account, Archive, PayIn } from './account.js';
import { itemsOf } from './items.js';
import { all, commitItem, Tables } from './tables.js';

describe('verify with an application', () => {
  const tables = new Tables();
  let table: { table: string; endpoint: string };
  let app: DependencyContainer;

  before(() => tables.start());
  after(() => tables.stop());

  beforeEach(async () => {
    table = await tables.of();
    app = application();
  });

  function application(...modules: readonly Module[]): DependencyContainer {
    const child = container.createChildContainer();
    install(child, { aggregates: [Account, Archive] }, dynamoDb(table), ...modules);
    return child;
  }

  const repository = () => app.resolve(Repository);

  async function payIn(account: string, amounts: readonly number[], options: { ids?: boolean; tenant?: string } = {}) {
    for (const [index, amount] of amounts.entries()) {
      await app.resolve(Dispatcher).dispatch(new PayIn(account, amount), {
        ...(options.ids && { id: `pay-${account}-${index}` }),
        tenant: options.tenant,
      });
    }
  }

  /** Changes an item of a stream; all by which an operator could harm it. */
  async function change(key: string, partition: number, change: (item: RawItem) => RawItem) {
    const items = await itemsOf(tables.client, table.table, key);
    const item = items.find((item) => item.partition?.N === String(partition));
    if (!item) throw new Error(`No item at partition ${partition}.`);
    await putItems(tables.client, table.table, [change(item)]);
  }

  const stateIn = ({ s }: RawItem) => JSON.parse(Buffer.from(s?.B ?? []).toString());
  const withState = (item: RawItem, state: object): RawItem => ({ ...item, s: { B: bytes(JSON.stringify(state)) } });
  const amountOf = (amount: number) => ({ B: bytes(`{"t":"paid-in","d":{"amount":${amount}}}`) });

  async function verified(options: Partial<Parameters<typeof verify>[0]> = {}) {
    const { client: _, ...more } = options;
    const verification = verify({ ...table, repository: repository(), ...more });
    const findings = await all(verification);
    return {
      findings: findings.map(({ kind, key, version }) => [kind, key, version]),
      messages: findings.map(({ message }) => message),
      totals: verification.totals,
    };
  }

  it('finds nothing wrong with what the application stored, and compares every snapshot', async () => {
    await payIn('a', range(1, 10));
    await payIn('b', range(1, 4), { ids: true });
    await payIn('c', [1, 2, 3], { tenant: 'ten:ant' });
    const { findings, totals } = await verified();
    expect(findings).to.deep.equal([]);
    expect(totals).to.include({ streams: 3, events: 17, snapshots: 5, compared: 5 });
  });

  it('compares more than a hundred commits with given ids, of which a snapshot carries the last', async () => {
    await payIn('many', range(1, 105), { ids: true });
    const { findings, totals } = await verified();
    expect(findings).to.deep.equal([]);
    expect(totals).to.include({ compared: 35 });
  });

  it('compares snapshots of a process that began with an older one', async () => {
    await payIn('a', range(1, 4), { ids: true });
    app = application();
    await payIn('a', range(1, 9), { ids: true });
    expect((await verified()).totals).to.include({ events: 9, compared: 3 });
  });

  it('finds a snapshot that is not what the events lead to', async () => {
    await payIn('a', range(1, 7));
    await change('account:a', 6, (item) => withState(item, { d: { balance: 22 } }));
    const { findings, messages, totals } = await verified();
    expect(findings).to.deep.equal([['snapshot', 'account:a', 6]]);
    expect(messages).to.deep.equal(['The snapshot is different: its "balance" is not what the events lead to.']);
    expect(totals).to.include({ compared: 2 });
  });

  it('finds every snapshot after an event that was changed', async () => {
    await payIn('a', range(1, 9));
    await change('account:a', 5, (item) => ({ ...item, _5: amountOf(6) }));
    expect((await verified()).findings).to.deep.equal([
      ['snapshot', 'account:a', 6],
      ['snapshot', 'account:a', 9],
    ]);
  });

  it('finds a snapshot that has forgotten the id of a command', async () => {
    await payIn('a', [1, 2, 3], { ids: true });
    await change('account:a', 3, (item) => {
      const { c, d } = stateIn(item);
      return withState(item, { c: c.slice(1), d });
    });
    const { findings, messages } = await verified();
    expect(findings).to.deep.equal([['snapshot', 'account:a', 3]]);
    expect(messages[0]).to.match(/command ids/);
  });

  it('finds a snapshot that cannot be read', async () => {
    await payIn('a', [1, 2, 3]);
    await change('account:a', 3, (item) => ({ ...item, s: { B: bytes('{') } }));
    const { findings, messages } = await verified();
    expect(findings).to.deep.equal([['snapshot', 'account:a', 3]]);
    expect(messages[0]).to.match(/^The snapshot is unreadable: /);
  });

  it('compares no snapshot of other code', async () => {
    await payIn('a', [1, 2, 3]);
    await change('account:a', 3, (item) => ({ ...withState(item, { d: { balance: 7 } }), sv: { S: 'older' } }));
    const { findings, totals } = await verified();
    expect(findings).to.deep.equal([]);
    expect(totals).to.include({ snapshots: 1, compared: 0 });
  });

  it('compares none behind a gap, where no state can be told', async () => {
    await payIn('a', range(1, 6));
    const items = await itemsOf(tables.client, table.table, 'account:a');
    table = await tables.of(...items.filter(({ partition }) => partition?.N !== '2'));
    const { findings, totals } = await verified();
    expect(findings).to.deep.equal([['gap', 'account:a', 2]]);
    expect(totals).to.include({ snapshots: 2, compared: 0 });
  });

  it('finds events that no installed class knows, once for a stream', async () => {
    await payIn('a', range(1, 6));
    for (const version of [2, 3]) {
      await change('account:a', version, (item) => ({ ...item, [`_${version}`]: { B: bytes('{"t":"gone","d":{}}') } }));
    }
    const { findings, messages, totals } = await verified();
    expect(findings).to.deep.equal([['unreadable', 'account:a', 2]]);
    expect(messages[0]).to.match(/"gone"/);
    expect(totals).to.include({ snapshots: 2, compared: 0 });
  });

  it("finds another aggregate's events, and events that a handler cannot take", async () => {
    await payIn('a', [1, 2]);
    await payIn('b', [1, 2]);
    await change('account:a', 2, (item) => ({ ...item, _2: { B: bytes('{"t":"closed","d":{}}') } }));
    await change('account:b', 2, (item) => ({ ...item, _2: amountOf(-1) }));
    expect((await verified()).findings).to.have.deep.members([
      ['unreadable', 'account:a', 2],
      ['unreadable', 'account:b', 2],
    ]);
  });

  it('finds malformed records once, and goes on looking for them', async () => {
    await payIn('a', range(1, 4));
    for (const version of [2, 4]) {
      await change('account:a', version, (item) => ({ ...item, [`_${version}`]: { B: bytes('{}') } }));
    }
    expect((await verified()).findings).to.deep.equal([
      ['malformed', 'account:a', 2],
      ['malformed', 'account:a', 4],
    ]);
  });

  it('folds no streams of aggregates that are not installed', async () => {
    await putItems(tables.client, table.table, [
      commitItem('other:1', 1),
      commitItem('no-name', 1),
      commitItem(':', 1),
      commitItem(':%:account:1', 1),
    ]);
    const { findings, totals } = await verified();
    expect(findings).to.deep.equal([]);
    expect(totals).to.include({ streams: 4 });
  });

  describe('that names its streams otherwise', () => {
    beforeEach(async () => {
      app = application({ streamNaming: plainIds });
      await payIn('a', [1, 2, 3]);
      // Looks like an account by the default naming, but the application gives account "b" another stream.
      await putItems(tables.client, table.table, [commitItem('account:b', 1)]);
    });

    it('folds nothing unless it is told whose a key is', async () => {
      const { findings, totals } = await verified();
      expect(findings).to.deep.equal([]);
      expect(totals).to.include({ snapshots: 1, compared: 0 });
    });

    it('folds what it is told', async () => {
      await change('a', 3, (item) => withState(item, { d: { balance: 7 } }));
      const addressOf = (aggregateId: string) =>
        aggregateId === 'a' ? { aggregate: 'account', aggregateId } : undefined;
      expect((await verified({ addressOf })).findings).to.deep.equal([['snapshot', 'a', 3]]);
    });
  });

  it("reads records by the application's serializer", async () => {
    app = application({ serializer: (types: EventTypes) => reversed(new JsonSerializer(types)) });
    await payIn('a', range(1, 3));
    const noted = Buffer.from('{"t":"noted","d":{}}').reverse();
    await putItems(tables.client, table.table, [
      commitItem('other:1', 1, 1, { _1: { B: noted } }),
      commitItem('other:2', 1),
    ]);
    const { findings, totals } = await verified();
    expect(findings).to.deep.equal([['malformed', 'other:2', 1]]);
    expect(totals).to.include({ compared: 1 });
  });
});

/** Writes JSON backwards. */
const reversed = (json: Serializer): Serializer => ({
  name: 'reversed',
  serialize: (event, envelope) => json.serialize(event, envelope).toReversed(),
  deserialize: (record, position) => json.deserialize(record.toReversed(), position),
});
