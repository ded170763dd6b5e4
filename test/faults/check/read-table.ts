import { type AttributeValue, paginateScan } from '@aws-sdk/client-dynamodb';
import { emulatorClient } from '../emulator-client.js';
import type { Site } from '../run/site.js';
import type { StoredCommit, StoredRecord } from './stored-commit.js';

/** Every commit in the table by stream, in the order of their partitions, read as plain items. */
export async function readTable({ endpoint, table }: Site): Promise<ReadonlyMap<string, readonly StoredCommit[]>> {
  const client = emulatorClient(endpoint);
  const streams = new Map<string, StoredCommit[]>();
  for await (const { Items = [] } of paginateScan({ client }, { TableName: table, ConsistentRead: true })) {
    for (const commit of Items.map(commitOf))
      streams.set(commit.stream, [...(streams.get(commit.stream) ?? []), commit]);
  }
  client.destroy();
  for (const commits of streams.values()) commits.sort((one, other) => one.partition - other.partition);
  return streams;
}

/** An item as a commit. */
export function commitOf(item: Readonly<Record<string, AttributeValue>>): StoredCommit {
  const records = Object.entries(item)
    .filter(([name]) => name.startsWith('_'))
    .map(([name, value]) => ({ version: Number(name.slice(1)), record: recordOf(value) }))
    .sort((one, other) => one.version - other.version);
  return { stream: item.key?.S ?? '', partition: Number(item.partition?.N), records };
}

function recordOf({ B }: AttributeValue): StoredRecord {
  const { t, d, m } = JSON.parse(Buffer.from(B ?? []).toString());
  return { t, d, call: m?.call };
}
