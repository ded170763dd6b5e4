import { type Commit, CommitTooLargeError, type Snapshot } from '@eventsource/core';
import { COMMIT_ID, KEY, PARTITION, recordName, SNAPSHOT, SNAPSHOT_FINGERPRINT } from './format.js';
import type { Item } from './item.js';
import { itemSize, MAX_ITEM_SIZE, textSize } from './item-size.js';

/** A commit as the item to put, with what it takes. */
export interface EncodedCommit {
  readonly item: Item;
  /** In bytes, as DynamoDB counts. */
  readonly size: number;
  /** False when there was no snapshot, or when it did not fit beside the records. */
  readonly carriesSnapshot: boolean;
}

/** @throws {CommitTooLargeError} when the records do not fit into one item, even without the snapshot. */
export function encode(commit: Commit): EncodedCommit {
  const item = withoutSnapshot(commit);
  const size = itemSize(item);
  if (size > MAX_ITEM_SIZE) throw new CommitTooLargeError(commit.stream, size, MAX_ITEM_SIZE);
  const { snapshot } = commit;
  if (!snapshot) return { item, size, carriesSnapshot: false };
  refuseSnapshotOfAnotherVersion(snapshot, commit);
  const full = size + snapshotSize(snapshot);
  if (full > MAX_ITEM_SIZE) return { item, size, carriesSnapshot: false };
  item[SNAPSHOT] = { B: snapshot.data };
  item[SNAPSHOT_FINGERPRINT] = { S: snapshot.fingerprint };
  return { item, size: full, carriesSnapshot: true };
}

function withoutSnapshot({ stream, after, id, records }: Commit): Item {
  if (records.length === 0) throw new RangeError(`A commit to stream "${stream}" holds no records.`);
  const first = after.number + 1;
  const item: Item = { [KEY]: { S: stream }, [PARTITION]: { N: String(first) }, [COMMIT_ID]: { B: id } };
  records.forEach((record, index) => {
    item[recordName(first + index)] = { B: record };
  });
  return item;
}

const snapshotSize = ({ data, fingerprint }: Snapshot): number =>
  SNAPSHOT.length + data.byteLength + SNAPSHOT_FINGERPRINT.length + textSize(fingerprint);

/** The item has no room for a snapshot's version: it is that of the commit's last record. */
function refuseSnapshotOfAnotherVersion({ version }: Snapshot, { stream, after, records }: Commit): void {
  const last = after.number + records.length;
  if (version === last) return;
  throw new RangeError(`A snapshot of stream "${stream}" at version ${version} is not that of its commit, ${last}.`);
}
