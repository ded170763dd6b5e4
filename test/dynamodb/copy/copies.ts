import { paginateScan } from '@aws-sdk/client-dynamodb';
import { createTable } from '@eventsource/dynamodb';
import { bytes, range } from '../commits.js';
import { jsonOf, type RawItem } from '../raw-items.js';
import { commitItem, partItem, record, Tables } from '../verify/tables.js';

export interface CopiedOptions {
  readonly table: string;
  readonly endpoint: string;
}

/** Tables to copy from and to. */
export class Copies extends Tables {
  /** An empty table. */
  empty(): Promise<CopiedOptions> {
    return this.of();
  }

  /** Everything that a table holds, in an order of its own. */
  async contents({ table }: Pick<CopiedOptions, 'table'>): Promise<string[]> {
    const items: RawItem[] = [];
    for await (const { Items = [] } of paginateScan(
      { client: this.client },
      { TableName: table, ConsistentRead: true },
    )) {
      items.push(...Items);
    }
    return items.map(textOf).sort();
  }

  async create(table: string): Promise<CopiedOptions> {
    const options = { table, endpoint: this.endpoint };
    await createTable(options);
    return options;
  }
}

/** An item as text that does not depend on the order of its attributes. */
export const textOf = (item: RawItem): string => JSON.stringify(Object.entries(jsonOf(item)).sort());

/** One stream of each kind that there is. */
export const everyKind = (): RawItem[] => [
  ...range(1, 3).map((version) => commitItem('order:plain', version)),
  commitItem('order:snapshot', 1, 2, { s: { B: bytes('{"total":2}') }, sv: { S: 'f00d' } }),
  commitItem('order:snapshot', 3, 3, { s: { B: new Uint8Array([1, 2, 255]) }, sv: { S: '' } }),
  partItem('order:parts', 1, 2, [1, 5]),
  partItem('order:parts', 3, 5, [1, 5], { s: { B: bytes('[]') }, sv: { S: 'x' } }),
  commitItem('order:parts', 6),
  goItem('plain-id', 0, range(1, 3)),
  goItem('plain-id', 1, range(4, 6)),
  commitItem('plain-id', 7),
  commitItem('order:foreign', 1, 1, {
    note: { S: 'zoë 🚚 \u2028 "' },
    size: { N: '-1.5' },
    list: { L: [{ BOOL: true }, { NULL: true }, { M: { deep: { B: new Uint8Array([0, 255]) } } }] },
    texts: { SS: ['b', 'a'] },
    numbers: { NS: ['2', '10'] },
    binaries: { BS: [new Uint8Array([9]), new Uint8Array([7, 8])] },
  }),
  commitItem('order:strange', 1, 9, {
    _1: { B: bytes('not JSON') },
    _2: { B: bytes('{"t":"a", "d":{}}') },
    _3: { B: bytes('{"t":"a","d":{"n":1.0}}') },
    _4: { B: bytes('{"t":"a","d":{"b":1,"1":2,"a":3}}') },
    _5: { B: bytes('{"t":"a","d":{"__proto__":{"x":1},"a":"\\ud800"}}') },
    _6: { B: bytes('{"t":"a","t":"b","d":{}}') },
    _7: { B: new Uint8Array([0xef, 0xbb, 0xbf, 0x7b, 0x7d]) },
    _8: { B: new Uint8Array([0x22, 0xff, 0x22]) },
    _9: { B: bytes(`${'['.repeat(20_000)}${']'.repeat(20_000)}`) },
  }),
  { key: { S: 'order:malformed' }, partition: { N: '1' }, _1: { S: 'no binary' }, c: { S: 'no id' }, s: { N: '1' } },
  { key: { S: 'order:malformed' }, partition: { N: '7.5' } },
];

export const goItem = (key: string, partition: number, versions: readonly number[]): RawItem => ({
  key: { S: key },
  partition: { N: String(partition) },
  revision: { N: String(versions.length) },
  ...Object.fromEntries(versions.map((version) => [`_${version}`, { B: record({ ID: key, Version: version }) }])),
});
