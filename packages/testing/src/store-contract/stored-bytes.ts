import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { type Commit, type Store, type StoredCommit, StreamVersion } from '@eventsource/core';
import { ContractStream } from './contract-stream.js';
import type { ContractTests } from './contract-test.js';

const everyByte = Uint8Array.from({ length: 256 }, (_, byte) => byte);
const snapshots = { fingerprint: 'f', every: 1 };

export const storedBytes = {
  'gives back every byte of ids, records and snapshots': async ({ store }) => {
    const commit = commitOf(everyByte);
    await store.append(commit);
    await assertStored(store, commit, everyByte);
  },

  'stores a part of a larger buffer, and not the rest of it': async ({ store }) => {
    const buffer = randomBytes(100);
    const commit = commitOf(buffer.subarray(10, 20));
    await store.append(commit);
    await assertStored(store, commit, Uint8Array.from(buffer.subarray(10, 20)));
  },

  'stores a copy: what becomes of the given bytes changes nothing': async ({ store }) => {
    const given = Uint8Array.from(everyByte);
    const commit = commitOf(given);
    await store.append(commit);
    given.fill(0);
    await assertStored(store, commit, everyByte);
  },

  'gives out copies: what becomes of loaded bytes changes nothing': async ({ store }) => {
    const commit = commitOf(everyByte);
    await store.append(commit);
    for (const loaded of [await loadedBytes(store, commit.stream), await readBytes(store, commit.stream)]) {
      for (const bytes of loaded) bytes.fill(0);
    }
    await assertStored(store, commit, everyByte);
  },
} satisfies ContractTests;

/** A commit whose id, records and snapshot are all these very bytes. */
function commitOf(bytes: Uint8Array): Commit {
  const stream = new ContractStream({ load: never, read: never, append: never }).name;
  const snapshot = { version: 2, fingerprint: 'f', data: bytes };
  return { stream, after: StreamVersion.start, id: bytes, records: [bytes, bytes], snapshot };
}

const never = () => Promise.reject(new Error('not to be called'));

async function assertStored(store: Store, { stream }: Commit, bytes: Uint8Array): Promise<void> {
  const loaded = [...(await loadedBytes(store, stream)), ...(await readBytes(store, stream))];
  assert.equal(loaded.length, 7, 'an id, a record or the snapshot is missing');
  for (const actual of loaded) assert.equal(hex(actual), hex(bytes));
}

/** The snapshot, and the id and the records of the commit that carried it. */
async function loadedBytes(store: Store, stream: string): Promise<readonly Uint8Array[]> {
  const { snapshot } = await store.load(stream, { snapshots });
  const commits: StoredCommit[] = [];
  for await (const page of (await store.load(stream)).pages) commits.push(...page);
  return [...(snapshot ? [snapshot.data] : []), ...commits.flatMap(bytesOf)];
}

async function readBytes(store: Store, stream: string): Promise<readonly Uint8Array[]> {
  const commit = await store.read(stream, 1);
  return commit ? bytesOf(commit) : [];
}

const bytesOf = ({ id, records }: StoredCommit) => [...(id ? [id] : []), ...records];
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
