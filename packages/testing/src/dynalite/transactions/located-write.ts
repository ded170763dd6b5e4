import db, { type Item, type Refusal, type Store, type Table } from 'dynalite/db/index.js';
import { cancelled, reasonOf } from './cancellation.js';
import type { TransactWrite } from './transact-request.js';

/** A write of a transaction, and the one item that it is about. */
export interface LocatedWrite extends TransactWrite {
  /** What dynalite calls the item among those of its table. */
  readonly key: string;
}

/**
 * Finds the item of each write.
 *
 * @throws a refusal when a table does not exist, an item is written twice, or a write does not suit its table.
 */
export async function located(store: Store, writes: readonly TransactWrite[]): Promise<readonly LocatedWrite[]> {
  const found = await Promise.all(writes.map((write) => locatedIn(store, write)));
  refuseRepeats(found.filter(({ misfit }) => !misfit));
  refuseMisfit(found.map(({ misfit }) => misfit));
  return found;
}

async function locatedIn(
  store: Store,
  write: TransactWrite,
): Promise<LocatedWrite & { readonly misfit: Refusal | undefined }> {
  const table = await tableOf(store, write.input.TableName);
  const misfit = misfitIn(table, write);
  return { ...write, misfit, key: misfit ? '' : db.createKey(itemOf(write), table) };
}

const tableOf = (store: Store, name: string): Promise<Table> =>
  new Promise((resolve, reject) => {
    store.getTable(name, (error, table) => (table ? resolve(table) : reject(error)));
  });

function misfitIn(table: Table, write: TransactWrite): Refusal | undefined {
  const { Item, _updates } = write.input;
  if (Item) return db.validateItem(Item, table) ?? undefined;
  return db.validateKey(itemOf(write), table) ?? db.validateUpdates(undefined, _updates, table) ?? undefined;
}

const itemOf = ({ input: { Item, Key } }: TransactWrite): Item => Item ?? Key ?? {};

function refuseRepeats(writes: readonly LocatedWrite[]): void {
  const items = new Set(writes.map(({ input, key }) => `${input.TableName}/${key}`));
  if (items.size === writes.length) return;
  throw db.validationError('Transaction request cannot include multiple operations on one item');
}

/** As AWS does it: the first of them is told, and no condition is looked at. An empty key is a mistake of the request. */
function refuseMisfit(misfits: readonly (Refusal | undefined)[]): void {
  const first = misfits.find((misfit) => misfit);
  if (!first) return;
  if (/cannot contain an empty/.test(first.message)) throw first;
  throw cancelled(misfits.map((misfit) => reasonOf(misfit === first ? first : undefined)));
}
