import { once } from 'node:events';
import type { Session } from '../session.js';
import { jsonText } from './json.js';

/** Writes a result: as a line of JSON where that is wanted, else as text. */
export async function print(session: Session, result: unknown, text: string): Promise<void> {
  await write(session, `${session.json ? jsonText(result) : text}\n`);
}

/** Writes to stdout, and waits while its reader is slow. */
export async function write({ stdout, signal }: Session, text: string): Promise<void> {
  if (stdout.write(text)) return;
  await once(stdout, 'drain', { signal });
}
