import { Dispatcher, InvalidStreamError, install } from '@eventsource/core';
import {
  dynamoDb,
  type InspectedItem,
  type InspectOptions,
  inspectStream,
  TableNotFoundError,
} from '@eventsource/dynamodb';
import { expect } from 'chai';
import { container } from 'tsyringe';
import { goItems } from '../../go-library/go-items.js';
import { bytes, range } from '../commits.js';
import { putItems, type RawItem } from '../raw-items.js';
import { rejection } from '../rejection.js';
import { notebook } from '../requests.js';
import { Account, PayIn } from '../verify/account.js';
import { commitItem, partItem, Tables } from '../verify/tables.js';

describe('A stream that is inspected', () => {
  const tables = new Tables();
  let table: { table: string; endpoint: string };

  before(async () => {
    await tables.start();
    table = await tables.of();
  });

  after(() => tables.stop());

  type Range = Pick<InspectOptions, 'from' | 'to' | 'last' | 'onRequest'>;

  async function inspected(key: string, range: Range = {}): Promise<InspectedItem[]> {
    const items: InspectedItem[] = [];
    for await (const item of inspectStream({ ...table, key, ...range })) items.push(item);
    return items;
  }

  const versions = async (key: string, range: Range = {}) =>
    (await inspected(key, range)).flatMap(({ records }) => records).map(({ version }) => version);

  const put = (...items: RawItem[]) => putItems(tables.client, table.table, items);

  it('shows name, time, metadata, payload and size of each event, the id of its command, and snapshots', async () => {
    const application = container.createChildContainer();
    install(application, { aggregates: [Account] }, dynamoDb(table));
    const dispatcher = application.resolve(Dispatcher);
    const { id, time } = await dispatcher.dispatch(new PayIn('1', 5), { metadata: { user: 'joe' } });
    await dispatcher.dispatch(new PayIn('1', 6), { id: 'request-17' });
    const given = await dispatcher.dispatch(new PayIn('1', 7), { id: '0b9d7f6c-3c1f-4a2b-8f60-5a8f5c1d2e3f' });

    const [first, second, third] = await inspected('account:1');

    expect(first).to.deep.include({ partition: '1', commitId: id });
    expect(first?.records).to.deep.equal([
      {
        version: 1,
        size: first?.records[0]?.size,
        name: 'paid-in',
        schemaVersion: 1,
        time: time?.toISOString(),
        metadata: { user: 'joe' },
        payload: { amount: 5 },
      },
    ]);
    expect(first).to.not.have.any.keys('problem', 'others', 'commit', 'snapshot');
    expect(second?.commitId).to.equal('request-17');
    expect(third?.commitId).to.equal(given.id);
    expect(third?.snapshot).to.include({ version: 3 });
    expect(third?.snapshot?.size).to.be.greaterThan(10);
  });

  it('shows a part of it: from, to, and the last events', async () => {
    await put(...range(0, 9).map((index) => commitItem('ranges', index * 3 + 1, index * 3 + 3)));
    expect(await versions('ranges')).to.deep.equal(range(1, 30));
    expect(await versions('ranges', { from: 11 })).to.deep.equal(range(11, 30));
    expect(await versions('ranges', { to: 11 })).to.deep.equal(range(1, 11));
    expect(await versions('ranges', { from: 5, to: 5 })).to.deep.equal([5]);
    expect(await versions('ranges', { from: 31 })).to.deep.equal([]);
    expect(await versions('ranges', { last: 1 })).to.deep.equal([30]);
    expect(await versions('ranges', { last: 4 })).to.deep.equal(range(27, 30));
    expect(await versions('ranges', { last: 4, to: 11 })).to.deep.equal(range(8, 11));
    expect(await versions('ranges', { last: 100 })).to.deep.equal(range(1, 30));
  });

  it('costs what is shown of it', async () => {
    const large = { B: bytes(`{"t":"a","d":{"x":"${'x'.repeat(50_000)}"}}`) };
    await put(...range(1, 60).map((version) => commitItem('long', version, version, { [`_${version}`]: large })));
    const { lines, onRequest } = notebook();
    await inspected('long', { last: 2, onRequest });
    expect(lines).to.deep.equal(['Query 25/0']);
    lines.length = 0;
    await inspected('long', { from: 30, to: 31, onRequest });
    expect(lines).to.deep.equal(['Query 13/0', 'Query 25/0']);
  });

  it('shows each item of a large commit, and the commit it is of', async () => {
    await put(partItem('parts', 1, 2, [1, 4]), partItem('parts', 3, 4, [1, 4]));
    const items = await inspected('parts');
    expect(items.map(({ commit }) => commit)).to.deep.equal([
      { first: 1, last: 4 },
      { first: 1, last: 4 },
    ]);
    expect(await versions('parts', { from: 4 })).to.deep.equal([4]);
  });

  describe('of the Go library', () => {
    before(async () => {
      for (const name of ['stream-3', 'stream-per5']) await put(...(await goItems(name)));
      await put(commitItem('order-23', 24, 25));
    });

    it('shows its events', async () => {
      const [item] = await inspected('order-3');
      expect(item).to.include({ partition: '0' });
      expect(item).to.not.have.any.keys('commitId', 'problem');
      const [first, second] = item?.records ?? [];
      expect(first).to.include({ version: 1, name: 'OrderPlaced', schemaVersion: 1, time: undefined });
      expect(second).to.deep.include({
        name: 'OrderShipped',
        metadata: {},
        payload: {
          ID: 'order-3',
          Version: 2,
          At: '2017-08-15T03:47:35.123456789-07:00',
          Carrier: 'DHL',
          Eta: '2017-08-20T00:00:00Z',
        },
      });
    });

    it('shows as it is stored what JavaScript cannot hold', async () => {
      const [first, second] = (await inspected('order-3'))[0]?.records ?? [];
      expect(first).to.have.property('exact').that.includes('"BigID":9007199254740993');
      expect(second).to.not.have.property('exact');
    });

    it('shows a part of it', async () => {
      expect(await versions('order-23')).to.deep.equal(range(1, 25));
      for (const from of [1, 4, 5, 13, 23, 24, 25]) {
        expect(await versions('order-23', { from }), `from ${from}`).to.deep.equal(range(from, 25));
        expect(await versions('order-23', { from, to: from }), `only ${from}`).to.deep.equal([from]);
      }
      expect(await versions('order-23', { to: 7 })).to.deep.equal(range(1, 7));
      expect(await versions('order-23', { last: 4 })).to.deep.equal(range(22, 25));
      expect(await versions('order-23', { last: 3, to: 6 })).to.deep.equal(range(4, 6));
    });

    it('tells what it holds beside events', async () => {
      const [item] = await inspected('order-23');
      expect(Object.keys(item?.others ?? {})).to.deep.equal(['revision']);
    });
  });

  describe('that nobody can read', () => {
    const broken: [what: string, record: string | Uint8Array, problem: RegExp][] = [
      ['no JSON', '{"t":', /JSON/],
      ['no UTF-8', Uint8Array.of(0xff, 0xfe), /not valid/],
      ['a list', '[1]', /not a JSON object/],
      ['nothing', 'null', /not a JSON object/],
      ['no name', '{"d":{}}', /no stored name/],
      ['no payload', '{"t":"a"}', /no payload/],
      ['a schema version of text', '{"t":"a","d":{},"v":"2"}', /schema version/],
      ['a time that is a number', '{"t":"a","d":{},"a":1}', /time/],
      ['metadata of text', '{"t":"a","d":{},"m":"joe"}', /metadata/],
    ];
    for (const [index, [what, record, problem]] of broken.entries()) {
      it(`shows a record of ${what} as base64, with the reason`, async () => {
        const data = typeof record === 'string' ? bytes(record) : record;
        await put(commitItem(`broken-${index}`, 1, 2, { _1: { B: data } }));
        const [unreadable, sound] = (await inspected(`broken-${index}`))[0]?.records ?? [];
        expect(unreadable).to.include({ version: 1, size: data.length, bytes: Buffer.from(data).toString('base64') });
        expect(unreadable).to.have.property('problem').that.matches(problem);
        expect(sound).to.include({ version: 2, name: 'noted' });
      });
    }

    it('shows an item that is no commit, its records and what else it holds', async () => {
      await put({
        ...commitItem('odd', 1, 3),
        _2: { S: 'text' },
        x: { B: bytes('bytes') },
        sv: { S: 'v1' },
      });
      const [item] = await inspected('odd');
      expect(item?.problem).to.match(/not of this format|not binary/);
      expect(item?.records.map(({ version }) => version)).to.deep.equal([1, 3]);
      const x = Buffer.from('bytes').toString('base64');
      expect(item?.others).to.deep.equal({ _2: { S: 'text' }, x: { B: x }, sv: { S: 'v1' } });
    });

    it('shows items without records, and those behind a gap', async () => {
      await put(commitItem('gaps', 1), { key: { S: 'gaps' }, partition: { N: '3' } }, commitItem('gaps', 7, 8));
      const items = await inspected('gaps');
      expect(items.map(({ partition }) => partition)).to.deep.equal(['1', '3', '7']);
      expect(items[1]).to.have.property('problem').that.includes('no records');
      expect(await versions('gaps', { from: 4 })).to.deep.equal([7, 8]);
      expect((await inspected('gaps', { last: 3 })).map(({ partition }) => partition)).to.deep.equal(['1', '3', '7']);
    });

    it('shows hostile keys and changes nothing', async () => {
      const hostile = { B: bytes('{"t":"a","d":{"__proto__":{"polluted":true}},"m":{"__proto__":"x"}}') };
      await put(commitItem('hostile', 1, 1, { _1: hostile }));
      const [item] = await inspected('hostile');
      expect(JSON.stringify(item)).to.include('"__proto__":{"polluted":true}');
      expect({}).to.not.have.property('polluted');
    });

    it('shows a commit id of others as base64', async () => {
      const id = Uint8Array.of(0, 1, 2);
      await put(commitItem('foreign', 1, 1, { c: { B: id } }));
      expect((await inspected('foreign'))[0]?.commitId).to.equal(Buffer.from(id).toString('base64'));
    });
  });

  it('is empty where there is none', async () => {
    expect(await inspected('nobody')).to.deep.equal([]);
    expect(await inspected('nobody', { last: 10 })).to.deep.equal([]);
  });

  it('fails where there is no table, or no such key', async () => {
    const read = async (table: string, key: string) => {
      for await (const _ of inspectStream({ table, endpoint: tables.endpoint, key }));
    };
    expect(await rejection(read('nowhere', 'a'))).to.be.instanceOf(TableNotFoundError);
    expect(await rejection(read(table.table, ''))).to.be.instanceOf(InvalidStreamError);
  });

  for (const range of [{ from: 0 }, { to: 1.5 }, { last: Number.NaN }, { from: 1, last: 1 }]) {
    it(`is refused with ${JSON.stringify(range)}`, () => {
      expect(() => inspectStream({ ...table, key: 'a', ...range })).to.throw(RangeError);
    });
  }
});
