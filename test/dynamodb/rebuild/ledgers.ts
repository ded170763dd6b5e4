import type { MemoryCheckpoints } from '@eventsource/core';
import { DynamoDbStore } from '@eventsource/dynamodb';

import { application, Disks } from '../../core/projections/application.js';
import { Balances } from '../../core/projections/balances.js';
import { bytes, range } from '../commits.js';
import type { RawItem } from '../raw-items.js';
import { commitItem } from '../verify/tables.js';

export interface Where {
  readonly table: string;
  readonly endpoint: string;
}

/** An application whose events lie in a table, and whose balances lie in memory: it can be ended and begun again. */
export class Ledgers {
  readonly disks: Disks;

  constructor(where: Where, checkpoints?: MemoryCheckpoints) {
    this.disks = new Disks(new DynamoDbStore(where), checkpoints);
  }

  /** A new process of it. */
  start() {
    const started = application(this.disks);
    const consumer = started.projections.consumer(Balances);
    return { ...started, consumer };
  }

  /** What is projected: each account's balance, and the versions that took effect, in the order that they did. */
  get projected(): Projected {
    const { balances, versions } = this.disks.rows;
    return { balances: sorted(balances), versions: sorted(versions) };
  }
}

export interface Projected {
  readonly balances: Readonly<Record<string, number>>;
  readonly versions: Readonly<Record<string, readonly number[]>>;
}

/** The fold of these streams of a table. */
export async function folded(where: Where, streams: readonly string[]): Promise<Projected> {
  const store = new DynamoDbStore(where);
  const balances = new Map<string, number>();
  const versions = new Map<string, number[]>();
  for (const stream of streams) {
    const { pages } = await store.load(stream);
    for await (const page of pages) {
      for (const { first, records } of page) {
        records.forEach((record, index) => {
          const account = stream.slice('account:'.length);
          balances.set(account, (balances.get(account) ?? 0) + amountIn(record));
          versions.set(stream, [...(versions.get(stream) ?? []), first + index]);
        });
      }
    }
  }
  store.close();
  return { balances: sorted(balances), versions: sorted(versions) };
}

function amountIn(record: Uint8Array): number {
  const { t, d }: { t: string; d: { amount: number } } = JSON.parse(Buffer.from(record).toString());
  return t === 'deposited' ? d.amount : -d.amount;
}

const sorted = <T>(map: ReadonlyMap<string, T>): Readonly<Record<string, T>> =>
  Object.fromEntries([...map].sort(([one], [other]) => (one < other ? -1 : 1)));

export const recordOf = (version: number): Uint8Array =>
  bytes(JSON.stringify({ t: version % 3 === 0 ? 'withdrawn' : 'deposited', d: { amount: version } }));

/** An item of deposits and withdrawals. */
export const accountItem = (stream: string, first: number, last = first, more: RawItem = {}): RawItem =>
  commitItem(stream, first, last, {
    ...Object.fromEntries(range(first, last).map((version) => [`_${version}`, { B: recordOf(version) }])),
    ...more,
  });
