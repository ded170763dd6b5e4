import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { StreamVersion } from '@eventsource/core';
import { DynamoDbStore } from '@eventsource/dynamodb';
import { archiveLine } from '@eventsource/lambda';
import { type Row, rows } from './rows.js';

export interface Site {
  readonly endpoint: string;
  readonly table: string;
}

/** At once, on their way to the table. */
const LANES = 24;
const FILES = 8;

/** Writes the events to a table, streams side by side. */
export async function fillTable(site: Site, events: number, onProgress: (written: number) => void): Promise<void> {
  const store = new DynamoDbStore(site);
  const source = rows(events);
  let written = 0;
  const lane = async () => {
    for (let row = source.next(); !row.done; row = source.next()) {
      const { stream, version, record } = row.value;
      const after = StreamVersion.start.plus(version - 1);
      await store.append({ stream, after, id: Buffer.from(`${stream}@${version}`), records: [record] });
      if (++written % 1000 === 0) onProgress(written);
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  store.close();
}

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

function exportLine({ stream, version, record }: Row): string {
  const id = Buffer.from(`${stream}@${version}`).toString('base64');
  const Item = {
    key: { S: stream },
    partition: { N: String(version) },
    c: { B: id },
    [`_${version}`]: { B: record.toString('base64') },
  };
  return JSON.stringify({ Item });
}
