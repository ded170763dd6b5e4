import { commandIdIn, type JsonObject, MalformedStreamError } from '@eventsource/core';
import { COMMIT_ID, FIRST, KEY, LAST, PARTITION, recordName, SNAPSHOT, SNAPSHOT_FINGERPRINT } from '../item/format.js';
import type { Item } from '../item/item.js';
import type { ReadItem } from '../reading/read-item.js';
import { inspectRecord } from './inspect-record.js';
import type { InspectedItem } from './inspected.js';

/** An item, as it came and as it was read. */
export interface SeenItem {
  readonly raw: Item;
  readonly read: ReadItem;
}

/** What an item shows, with its records of some versions. */
export function inspectItem({ raw, read }: SeenItem, isWanted: (version: number) => boolean): InspectedItem {
  const { partition, size, versions, fault } = read;
  const others = othersIn(raw, read);
  return {
    partition,
    size,
    ...commitIn(raw, read),
    ...(fault && { problem: fault instanceof MalformedStreamError ? fault.problem : String(fault) }),
    ...(Object.keys(others).length > 0 && { others }),
    records: versions.filter(isWanted).flatMap((version) => {
      const bytes = raw[recordName(version)]?.B;
      return bytes ? [inspectRecord(version, bytes)] : [];
    }),
  };
}

function commitIn(raw: Item, { decoded }: ReadItem): Pick<InspectedItem, 'commitId' | 'commit' | 'snapshot'> {
  const id = raw[COMMIT_ID]?.B;
  const snapshot = decoded?.snapshot;
  return {
    ...(id && { commitId: commandIdIn(id) ?? base64(id) }),
    ...(decoded && FIRST in raw && { commit: decoded.extent }),
    ...(snapshot && {
      snapshot: { version: snapshot.version, fingerprint: snapshot.fingerprint, size: snapshot.data.byteLength },
    }),
  };
}

/** The attributes that are not shown elsewhere; of an item that is no commit, also those which should make it one. */
function othersIn(raw: Item, { versions, fault }: ReadItem): JsonObject {
  const names = [KEY, PARTITION, ...(raw[COMMIT_ID]?.B ? [COMMIT_ID] : [])];
  const records = versions.map(recordName).filter((name) => raw[name]?.B);
  const shown = new Set([...names, ...records, ...(fault ? [] : [FIRST, LAST, SNAPSHOT, SNAPSHOT_FINGERPRINT])]);
  const others = Object.entries(raw).filter(([name]) => !shown.has(name));
  return JSON.parse(JSON.stringify(Object.fromEntries(others), binaryAsBase64));
}

const binaryAsBase64 = (_: string, value: unknown): unknown => (value instanceof Uint8Array ? base64(value) : value);

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
