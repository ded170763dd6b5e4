import { type Commit, CommitTooLargeError, type Snapshot } from '@eventsource/core';
import { COMMIT_ID, FIRST, KEY, LAST, PARTITION, recordName, SNAPSHOT, SNAPSHOT_FINGERPRINT } from './format.js';
import type { Item } from './item.js';
import { itemSize, MAX_ITEM_SIZE, textSize } from './item-size.js';

/** An item to put, and what it takes. */
export interface SizedItem {
  readonly item: Item;
  /** In bytes, as DynamoDB counts. */
  readonly size: number;
}

/** A commit as the items to put. */
export interface EncodedCommit {
  readonly commit: Commit;
  /** In bytes, in one item without the snapshot. */
  readonly size: number;
  /** One, or several when the records do not fit into one: each with whole records, in their order. */
  readonly items: readonly [SizedItem, ...SizedItem[]];
  /** False when there was no snapshot, or when it did not fit beside the last records. */
  readonly carriesSnapshot: boolean;
}

/** @throws {CommitTooLargeError} when a single record does not fit into an item, even without the snapshot. */
export function encode(commit: Commit): EncodedCommit {
  const { snapshot } = commit;
  if (snapshot) refuseSnapshotOfAnotherVersion(snapshot, commit);
  const only = inOneItem(commit);
  const { size } = only;
  const items = size <= MAX_ITEM_SIZE ? ([only] as const) : split(commit);
  const last = items.at(-1);
  if (!snapshot || !last || last.size + snapshotSize(snapshot) > MAX_ITEM_SIZE) {
    return { commit, size, items, carriesSnapshot: false };
  }
  last.item[SNAPSHOT] = { B: snapshot.data };
  last.item[SNAPSHOT_FINGERPRINT] = { S: snapshot.fingerprint };
  last.size += snapshotSize(snapshot);
  return { commit, size, items, carriesSnapshot: true };
}

/** An item that more is put into. */
interface GrowingItem extends SizedItem {
  size: number;
}

function inOneItem(commit: Commit): GrowingItem {
  const { stream, after, records } = commit;
  if (records.length === 0) throw new RangeError(`A commit to stream "${stream}" holds no records.`);
  const only = itemFrom(commit, 0, {});
  for (const [index, record] of records.entries()) add(only, after.number + 1 + index, record);
  return only;
}

/** Puts as many records into each item as it holds. */
function split(commit: Commit): [GrowingItem, ...GrowingItem[]] {
  const { stream, after, records } = commit;
  const [first, last] = [after.number + 1, after.number + records.length];
  const extent: Item = { [FIRST]: { N: String(first) }, [LAST]: { N: String(last) } };
  let item = itemFrom(commit, 0, records.length > 1 ? extent : {});
  const items: [GrowingItem, ...GrowingItem[]] = [item];
  for (const [index, record] of records.entries()) {
    const version = first + index;
    if (item.size + recordSize(version, record) > MAX_ITEM_SIZE && index > 0) {
      item = itemFrom(commit, index, extent);
      items.push(item);
    }
    add(item, version, record);
    if (item.size > MAX_ITEM_SIZE) throw new CommitTooLargeError(stream, item.size, MAX_ITEM_SIZE);
  }
  return items;
}

/** An item for the records from this one on, without them. */
function itemFrom({ stream, after, id }: Commit, index: number, extent: Item): GrowingItem {
  const first = String(after.number + 1 + index);
  const item = { [KEY]: { S: stream }, [PARTITION]: { N: first }, [COMMIT_ID]: { B: id }, ...extent };
  return { item, size: itemSize(item) };
}

function add(to: GrowingItem, version: number, record: Uint8Array): void {
  to.item[recordName(version)] = { B: record };
  to.size += recordSize(version, record);
}

const recordSize = (version: number, record: Uint8Array): number => recordName(version).length + record.byteLength;

const snapshotSize = ({ data, fingerprint }: Snapshot): number =>
  SNAPSHOT.length + data.byteLength + SNAPSHOT_FINGERPRINT.length + textSize(fingerprint);

/** An item has no room for a snapshot's version: it is that of the commit's last record. */
function refuseSnapshotOfAnotherVersion({ version }: Snapshot, { stream, after, records }: Commit): void {
  const last = after.number + records.length;
  if (version === last) return;
  throw new RangeError(
    `The snapshot of stream "${stream}" is of version ${version}, but its commit ends at version ${last}.`,
  );
}
