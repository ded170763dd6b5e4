import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { MalformedStreamError, type Snapshot, type StoredCommit } from '@eventsource/core';
import { type Extent, extentOf, lastVersion } from './extent.js';
import {
  COMMIT_ID,
  FIRST,
  isForeign,
  KEY,
  LAST,
  PARTITION,
  recordName,
  SNAPSHOT,
  SNAPSHOT_FINGERPRINT,
  versionOf,
} from './format.js';
import type { Item } from './item.js';

/** What an item holds: a commit or, of one that is larger than an item, a part; and the snapshot it carries. */
export interface DecodedItem {
  readonly part: StoredCommit;
  /** Of the whole commit. */
  readonly extent: Extent;
  readonly snapshot?: Snapshot;
}

/**
 * Reads an item of this format, or one that the Go library wrote: that one has no commit id, and a `partition` that says
 * nothing about its versions. Versions come from the names of the attributes, in both.
 *
 * @throws {MalformedStreamError} when it is neither. Nothing is guessed: an item that looks almost right is an error.
 */
export function decode(stream: string, item: Item): DecodedItem {
  const fault = faultFinder(stream, item);
  const versions = versionsIn(item, fault);
  const first = versions[0];
  if (first === undefined) throw fault('it holds no records.');
  const gap = versions.findIndex((version, index) => version !== first + index);
  if (gap !== -1) throw fault(`version ${first + gap} is missing.`);
  const records = versions.map((version) => bytes(item, recordName(version), fault));
  const location = `partition ${item[PARTITION]?.N}`;
  if (!(COMMIT_ID in item)) return whole({ first, records, location });
  if (item[PARTITION]?.N !== String(first)) throw fault(`it holds version ${first}.`);
  const part = { first, records, id: bytes(item, COMMIT_ID, fault), location };
  const decoded = FIRST in item || LAST in item ? { part, extent: statedExtent(item, part, fault) } : whole(part);
  if (!(SNAPSHOT in item || SNAPSHOT_FINGERPRINT in item)) return decoded;
  return { ...decoded, snapshot: snapshotOf(item, decoded, fault) };
}

const whole = (commit: StoredCommit): DecodedItem => ({ part: commit, extent: extentOf(commit) });

function statedExtent(item: Item, part: StoredCommit, fault: FaultFinder): Extent {
  const [first, last] = [versionAt(item, FIRST, fault), versionAt(item, LAST, fault)];
  if (first <= part.first && last >= lastVersion(part)) return { first, last };
  throw fault(`it holds records outside its commit, which it says is of versions ${first} to ${last}.`);
}

/** The versions of its records, ascending; an item's attributes come in no order. */
function versionsIn(item: Item, fault: FaultFinder): number[] {
  const versions: number[] = [];
  for (const name of Object.keys(item)) {
    const version = versionOf(name);
    if (version !== undefined) versions.push(version);
    else if (!NAMES.has(name) && !isForeign(name)) throw fault(`attribute "${name}" is not of this format.`);
  }
  return versions.length > 1 ? versions.sort((a, b) => a - b) : versions;
}

const NAMES = new Set([KEY, PARTITION, COMMIT_ID, SNAPSHOT, SNAPSHOT_FINGERPRINT, FIRST, LAST]);

type FaultFinder = (problem: string) => MalformedStreamError;

/** Names the item by its lowest version, or by its partition when it has none. */
const faultFinder =
  (stream: string, item: Item): FaultFinder =>
  (problem) => {
    const partition = item[PARTITION]?.N ?? '?';
    const versions = Object.keys(item).flatMap((name) => versionOf(name) ?? []);
    const version = versions.length > 0 ? Math.min(...versions) : Number(partition);
    return new MalformedStreamError(stream, version, `in the item at partition ${partition}, ${problem}`);
  };

function bytes(item: Item, name: string, fault: FaultFinder): Uint8Array {
  const value: AttributeValue | undefined = item[name];
  if (value?.B === undefined) throw fault(`attribute "${name}" is not binary.`);
  return value.B;
}

function versionAt(item: Item, name: string, fault: FaultFinder): number {
  const version = Number(item[name]?.N);
  if (!Number.isSafeInteger(version)) throw fault(`attribute "${name}" is not a version.`);
  return version;
}

function snapshotOf(item: Item, { part, extent }: DecodedItem, fault: FaultFinder): Snapshot {
  const fingerprint = item[SNAPSHOT_FINGERPRINT]?.S;
  if (fingerprint === undefined) throw fault(`attribute "${SNAPSHOT_FINGERPRINT}" is not text.`);
  if (lastVersion(part) !== extent.last) throw fault('it carries a snapshot, though its commit goes on.');
  return { version: extent.last, fingerprint, data: bytes(item, SNAPSHOT, fault) };
}
