import { readFile } from 'node:fs/promises';
import type { RawItem } from '../dynamodb/raw-items.js';

/** Items as the Go library wrote them. */
export async function goItems(name: string): Promise<RawItem[]> {
  const file = new URL(`../../../test/fixtures/go/${name}.json`, import.meta.url);
  const { items } = JSON.parse(await readFile(file, 'utf8'), (key, value) =>
    key === 'B' ? Uint8Array.from(Buffer.from(value, 'base64')) : value,
  );
  return items;
}
