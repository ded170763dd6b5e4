import { readFile } from 'node:fs/promises';
import { verify } from '@eventsource/dynamodb';
import { expect } from 'chai';
import { bytes, range } from '../commits.js';
import type { RawItem } from '../raw-items.js';
import { all, commitItem, Tables } from './tables.js';

describe('verify', () => {
  const tables = new Tables();

  before(() => tables.start());
  after(() => tables.stop());

  /** Kind, partition and version of each finding in a stream of these items, with sound streams around it. */
  async function found(...items: readonly RawItem[]): Promise<unknown[]> {
    const sound = ['a', 'b', 'c'].flatMap((key) => [commitItem(key, 1), commitItem(key, 2, 4), commitItem(key, 5)]);
    const findings = await tables.findingsIn([...sound, ...items]);
    for (const { key } of findings) expect(key).to.equal('broken');
    return findings.map(({ kind, partition, version }) => [kind, partition, version]);
  }

  const item = (first: number, last = first, more: RawItem = {}) => commitItem('broken', first, last, more);
  const without = ({ ...left }: RawItem, ...names: readonly string[]) => {
    for (const name of names) delete left[name];
    return left;
  };

  describe('finds nothing', () => {
    it('in an empty table', async () => {
      const verification = verify(await tables.of());
      expect(await all(verification)).to.deep.equal([]);
      expect(verification.totals).to.deep.include({ streams: 0, items: 0, events: 0, bytes: 0 });
    });

    it('in sound streams, and counts them', async () => {
      const snapshot = { s: { B: bytes('{"d":{}}') }, sv: { S: 'f' } };
      const table = await tables.of(commitItem('x', 1), commitItem('x', 2, 3, snapshot), commitItem('y', 1, 3));
      const verification = verify(table);
      expect(await all(verification)).to.deep.equal([]);
      const { bytes: size, units, ...counts } = verification.totals;
      expect(counts).to.deep.equal({ streams: 2, items: 3, events: 6, snapshots: 1, compared: 0 });
      // Names, keys and numbers aside, a record takes 30 bytes.
      expect(size).to.be.within(6 * 30, 6 * 30 + 3 * 40);
      // dynalite charges a Scan as if it were not consistent.
      expect(units).to.equal(0.5);
    });

    it('in streams of the Go library', async () => {
      const file = new URL('../../../../test/fixtures/go/stream-per5.json', import.meta.url);
      const { items } = JSON.parse(await readFile(file, 'utf8'), (key, value) =>
        key === 'B' ? Uint8Array.from(Buffer.from(value, 'base64')) : value,
      );
      expect(await tables.findingsIn(items)).to.deep.equal([]);
    });

    it('in attributes of other tools, which loads ignore', async () => {
      expect(await found(item(1, 1, { expires: { N: '7' }, 'my-note': { M: {} } }))).to.deep.equal([]);
    });
  });

  describe('finds gaps', () => {
    it('at the beginning of a stream', async () => {
      expect(await found(item(3), item(4))).to.deep.equal([['gap', 3, 1]]);
    });

    it('between items, each once', async () => {
      expect(await found(item(1), item(3, 4), item(9), item(10))).to.deep.equal([
        ['gap', 3, 2],
        ['gap', 9, 5],
      ]);
    });

    it('within an item, which is malformed by it', async () => {
      expect(await found(item(1), without(item(2, 7), '_3', '_5', '_6'), item(8))).to.deep.equal([
        ['gap', 2, 3],
        ['gap', 2, 5],
        ['malformed', 2, 2],
      ]);
    });

    it('and names what is missing', async () => {
      const messages = await tables.findingsIn([item(1), item(3), item(9)]);
      expect(messages.map(({ message }) => message)).to.deep.equal([
        'Version 2 is missing before version 3.',
        'Versions 4 to 8 are missing before version 9.',
      ]);
    });
  });

  describe('finds duplicates', () => {
    it('in two items of this format', async () => {
      expect(await found(item(1, 3), item(2), item(4))).to.deep.equal([['duplicate', 2, 2]]);
    });

    it('in an item of the Go library beside one of this format', async () => {
      const go = without({ ...item(3, 5), partition: { N: '0' } }, 'c');
      expect(await found({ ...go, _1: { B: bytes('{"t":"a","d":{}}') } }, item(1), item(2))).to.deep.equal([
        ['gap', 0, 2],
        ['malformed', 0, 1],
        ['duplicate', 1, 1],
        ['duplicate', 2, 2],
      ]);
    });

    it('of a whole stream, one for each item', async () => {
      const twice = range(1, 3).map((version) => ({
        ...without(item(version), 'c'),
        partition: { N: `${version + 7}` },
      }));
      expect(await found(...range(1, 3).map((version) => item(version)), ...twice)).to.deep.equal([
        ['duplicate', 8, 1],
        ['duplicate', 9, 2],
        ['duplicate', 10, 3],
      ]);
    });
  });

  describe('finds malformed items', () => {
    const malformed: [why: string, item: RawItem, message: RegExp, version?: number][] = [
      ['without a record', without(item(2), '_2'), /no records/],
      ['with nothing but a key', without(item(2), '_2', 'c'), /no records/],
      ['with an attribute that looks like a record', item(2, 2, { _note: { S: 'x' } }), /"_note"/, 2],
      ['with a short name of another format', item(2, 2, { z: { N: '1' } }), /"z"/, 2],
      ['with a record that is text', item(2, 2, { _2: { S: '{"t":"a","d":{}}' } }), /"_2" is not binary/, 2],
      ['with an id that is text', item(2, 2, { c: { S: 'x' } }), /"c" is not binary/, 2],
      ['with half a snapshot', item(2, 2, { s: { B: bytes('x') } }), /"sv" is not text/, 2],
      ['whose partition is not its version', { ...item(2), partition: { N: '-7.5' } }, /holds version 2/, 2],
      ['with a record that is no JSON', item(2, 2, { _2: { B: bytes('{"t":') } }), /JSON/, 2],
      ['with a record that is not UTF-8', item(2, 2, { _2: { B: Uint8Array.of(0xff) } }), /cannot be read/, 2],
      ['with a record of another form', item(2, 2, { _2: { B: bytes('[]') } }), /not of the form/, 2],
      ['with a hostile record', item(2, 2, { _2: { B: bytes('{"t":"a","d":{"__proto__":1}}') } }), /__proto__/, 2],
    ];

    for (const [why, broken, problem, version] of malformed) {
      it(why, async () => {
        const findings = await tables.findingsIn([item(1), broken]);
        const [finding] = findings.filter(({ kind }) => kind === 'malformed');
        expect(finding).to.include({ kind: 'malformed', key: 'broken', partition: Number(broken.partition?.N) });
        expect(finding?.version).to.equal(version);
        expect(finding?.message).to.match(problem);
      });
    }

    it('record by record', async () => {
      const broken = item(2, 6, { _3: { B: bytes('x') }, _6: { B: bytes('null') } });
      expect(await found(item(1), broken, item(7))).to.deep.equal([
        ['malformed', 2, 3],
        ['malformed', 2, 6],
      ]);
    });

    it('and still knows by their names which versions they hold', async () => {
      expect(await found(item(1), item(2, 3, { _note: { S: 'x' } }), item(4))).to.deep.equal([['malformed', 2, 2]]);
    });

    it('and what is missing where they hold none', async () => {
      expect(await found(item(1), without(item(2), '_2'), item(3))).to.deep.equal([
        ['malformed', 2, undefined],
        ['gap', 3, 2],
      ]);
    });
  });

  describe('finds items near the size limit', () => {
    const sized = (size: number) => item(1, 1, { _1: { B: bytes(`{"t":"a","d":{"x":"${'x'.repeat(size)}"}}`) } });

    it('over 80 % of it', async () => {
      expect(await found(sized(320_000))).to.deep.equal([]);
      expect(await found(sized(330_000))).to.deep.equal([['near-limit', 1, 1]]);
    });

    it('over the share that is asked for', async () => {
      expect(await tables.findingsIn([sized(5000)], { nearLimit: 0.01 })).to.have.length(1);
      expect(await tables.findingsIn([sized(5000)], { nearLimit: 0.02 })).to.have.length(0);
    });

    it('and says how large they are', async () => {
      const [finding] = await tables.findingsIn([sized(350_000)]);
      expect(finding?.message).to.match(/takes 3500\d\d bytes, 85 %/);
    });
  });

  it('finds everything that is wrong with everything', async () => {
    const streams = range(1, 30).map((number) => `s-${number}`);
    const items = streams.flatMap((key) => [
      commitItem(key, 1),
      commitItem(key, 3),
      commitItem(key, 4, 4, { _note: { S: 'x' } }),
      commitItem(key, 5, 5, { _5: { B: bytes('x') } }),
    ]);
    const findings = await tables.findingsIn(items);
    for (const stream of streams) {
      const kinds = findings.filter(({ key }) => key === stream).map(({ kind }) => kind);
      expect(kinds, stream).to.deep.equal(['gap', 'malformed', 'malformed']);
    }
    expect(findings).to.have.length(90);
  });
});
