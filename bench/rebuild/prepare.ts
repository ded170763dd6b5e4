import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { BatchWriteItemCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { archiveLine } from '@eventsource/lambda';
import { type Row, rows } from './rows.js';

export interface Site {
  readonly endpoint: string;
  readonly table: string;
}

/** At once, on their way to the table. */
const LANES = 4;
const BATCH = 25;
const NOBODY = { accessKeyId: 'bench', secretAccessKey: 'bench' };
const FILES = 8;

/** Puts the events into a table, as commands would have left them. */
export async function fillTable(site: Site, events: number, onProgress: (written: number) => void): Promise<void> {
  const client = new DynamoDBClient({ endpoint: site.endpoint, region: 'us-east-1', credentials: NOBODY });
  const source = rows(events);
  let written = 0;
  const lane = async () => {
    for (let batch = take(source); batch.length > 0; batch = take(source)) {
      const puts = batch.map((row) => ({ PutRequest: { Item: itemOf(row) } }));
      await client.send(new BatchWriteItemCommand({ RequestItems: { [site.table]: puts } }));
      written += batch.length;
      onProgress(written);
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  client.destroy();
}

function take(source: Iterator<Row>): Row[] {
  const batch: Row[] = [];
  while (batch.length < BATCH) {
    const row = source.next();
    if (row.done) break;
    batch.push(row.value);
  }
  return batch;
}

const itemOf = ({ stream, version, record }: Row) => ({
  key: { S: stream },
  partition: { N: String(version) },
  c: { B: Buffer.from(`${stream}@${version}`) },
  [`_${version}`]: { B: record },
});

/** Writes them as an export and as an archive, in disorder: each stream is spread over all files, backwards. */
export async function writeFiles(folder: string, events: number): Promise<void> {
  const all = [...rows(events)].sort((one, other) => other.version - one.version);
  const parts = Array.from({ length: FILES }, (_, part) => all.filter((_, index) => index % FILES === part));
  await mkdir(join(folder, 'export', 'data'), { recursive: true });
  await mkdir(join(folder, 'archive'));
  const manifest: string[] = [];
  for (const [index, part] of parts.entries()) {
    await writeFile(join(folder, 'archive', `${index}.gz`), zipped(part, archiveLine));
    await writeFile(join(folder, 'export', 'data', `${index}.json.gz`), zipped(part, exportLine));
    manifest.push(JSON.stringify({ itemCount: part.length, dataFileS3Key: `data/${index}.json.gz` }));
  }
  await writeFile(join(folder, 'export', 'manifest-files.json'), manifest.join('\n'));
  await writeFile(join(folder, 'export', 'manifest-summary.json'), JSON.stringify({ outputFormat: 'DYNAMODB_JSON' }));
}

const zipped = (part: readonly Row[], line: (row: Row) => string): Buffer =>
  gzipSync(part.map((row) => `${line(row)}\n`).join(''));

function exportLine(row: Row): string {
  const { c, ...item } = itemOf(row);
  const record = { B: row.record.toString('base64') };
  return JSON.stringify({ Item: { ...item, c: { B: c.B.toString('base64') }, [`_${row.version}`]: record } });
}
