import { checkStream } from '../item/stream-key.js';
import type { ReadItem } from '../reading/read-item.js';
import { Requests } from '../request/requests.js';
import { inspectItem, type SeenItem } from './inspect-item.js';
import type { InspectOptions } from './inspect-options.js';
import type { InspectedItem } from './inspected.js';
import { type Partitions, rawItems } from './raw-items.js';

/**
 * What a table holds of one stream, item by item, ascending, as it lies there: no class is needed, and nothing is
 * hidden. An item that is not a commit, or a record that cannot be read, comes with the reason and its bytes, and is
 * not an error. Reads are strongly consistent, a page of 1 MB at a time and no faster than you iterate: a unit per 4 KB
 * of what is shown and, with `from`, of one item before it. A stream that does not exist yields nothing.
 *
 * Iterating throws what reading a table may throw, {@link TableNotFoundError} and {@link InvalidStreamError} among it.
 *
 * @throws {RangeError} when a version, or `last`, is not a whole number of at least 1, or `last` is given together with
 * `from`.
 * @example
 * for await (const { records } of inspectStream({ table: 'orders', key: 'order:o-1', last: 10 })) console.log(records);
 */
export function inspectStream(options: InspectOptions): AsyncGenerator<InspectedItem, void, undefined> {
  const { from, to, last } = options;
  for (const [name, value] of Object.entries({ from, to, last })) {
    if (value === undefined || (Number.isSafeInteger(value) && value >= 1)) continue;
    throw new RangeError(`The option "${name}" of an inspection is ${value}: it must be a whole number of at least 1.`);
  }
  if (from !== undefined && last !== undefined)
    throw new RangeError('The options "from" and "last" of an inspection exclude each other: give one of them.');
  return itemsOf(options);
}

async function* itemsOf(options: InspectOptions): AsyncGenerator<InspectedItem, void, undefined> {
  const { table, requestTimeout, key, from, to = Infinity, last, signal, onRequest, ...connection } = options;
  checkStream(key);
  const requests = new Requests(connection, table, requestTimeout);
  const read: Read = (partitions) => rawItems(requests, { key, ...partitions }, { signal, onRequest });
  try {
    yield* last === undefined ? between(read, from ?? 1, to) : newest(read, last, to);
  } finally {
    requests.close();
  }
}

type Read = (partitions: Omit<Partitions, 'key'>) => AsyncGenerator<SeenItem, void, undefined>;

async function* between(read: Read, from: number, to: number): AsyncGenerator<InspectedItem, void, undefined> {
  const start = from === 1 ? undefined : await startOf(read, from);
  for await (const seen of read({ from: start, to: bound(to) })) {
    if ((seen.read.versions[0] ?? 0) > to) return;
    if (overlaps(seen.read, from, to)) yield inspectItem(seen, (version) => version >= from && version <= to);
  }
}

/**
 * Where the item with this version lies. A partition is at most the first version of its item; in the Go library's items it
 * is far below, so that the search goes back.
 */
async function startOf(read: Read, version: number): Promise<string | undefined> {
  for await (const { read: item } of read({ to: bound(version), newestFirst: true, limit: 1 })) {
    if ((item.versions[0] ?? Infinity) <= version) return item.partition;
  }
  return undefined;
}

/** Reads backwards, and no further than it has to. */
async function* newest(read: Read, last: number, to: number): AsyncGenerator<InspectedItem, void, undefined> {
  const items: SeenItem[] = [];
  let from = Infinity;
  let missing = last;
  for await (const seen of read({ to: bound(to), newestFirst: true, limit: Math.min(last, MAX_LIMIT) })) {
    const versions = seen.read.versions.filter((version) => version <= to);
    if (versions.length === 0 && seen.read.versions.length > 0) continue;
    items.push(seen);
    from = versions.at(-missing) ?? versions[0] ?? from;
    missing -= versions.length;
    if (missing <= 0) break;
  }
  for (const seen of items.reverse()) yield inspectItem(seen, (version) => version >= from && version <= to);
}

/** A page of the smallest items would end at 1 MB before that. */
const MAX_LIMIT = 10_000;

const bound = (version: number): string | undefined => (version === Infinity ? undefined : String(version));

/** An item without versions is shown where it lies. */
function overlaps({ versions, partition }: ReadItem, from: number, to: number): boolean {
  const [first, last] = [versions[0] ?? Number(partition), versions.at(-1) ?? Number(partition)];
  return from === 1 ? first <= to : first <= to && last >= from;
}
