import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder for the archives of one suite. */
export class Folder {
  #path = '';
  #count = 0;

  async make(): Promise<void> {
    this.#path = await mkdtemp(join(tmpdir(), 'copy-'));
  }

  remove(): Promise<void> {
    return rm(this.#path, { recursive: true });
  }

  /** A name that no file has. */
  file(ending = 'ndjson'): string {
    return join(this.#path, `${this.#count++}.${ending}`);
  }

  /** A file of these contents. */
  async of(contents: string | Uint8Array, ending?: string): Promise<string> {
    const file = this.file(ending);
    await writeFile(file, contents);
    return file;
  }
}

export const HEADER = '{"format":"eventsource-archive","version":1}';

/** An archive with a last line that is right, whatever stands in the lines before it. */
export function archiveOf(lines: readonly string[], counts: object = {}, header = HEADER): string {
  const body = [header, ...lines].map((line) => `${line}\n`).join('');
  const sha256 = createHash('sha256').update(body).digest('hex');
  const end = { streams: lines.length > 0 ? 1 : 0, items: lines.length, events: lines.length, ...counts, sha256 };
  return `${body}${JSON.stringify({ end })}\n`;
}

export const linesOf = async (file: string): Promise<string[]> =>
  (await readFile(file, 'utf8')).split('\n').slice(0, -1);
