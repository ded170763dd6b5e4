import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Session } from '../session.js';
import { write } from './print.js';

/**
 * Writes pieces of text through `$PAGER`, or less, where stdout is this process's terminal; else as they come. It takes
 * pieces as fast as they are read, and stops asking for more once the reader leaves the pager.
 */
export async function page(session: Session, pieces: AsyncIterable<string> | Iterable<string>): Promise<void> {
  if (!isTerminal(session)) {
    for await (const piece of pieces) await write(session, piece);
    return;
  }
  const { PAGER = 'less', LESS = 'FRX' } = process.env;
  const pager = spawn(PAGER, { shell: true, stdio: ['pipe', 'inherit', 'inherit'], env: { ...process.env, LESS } });
  const left = once(pager, 'close');
  // A reader who leaves early closes the pipe: that is no error.
  pager.stdin.on('error', () => undefined);
  for await (const piece of pieces) {
    if (!pager.stdin.writable) break;
    if (!pager.stdin.write(piece)) await Promise.race([once(pager.stdin, 'drain'), left]);
  }
  pager.stdin.end();
  await left;
}

/** A pager writes to the terminal of the process: it is of no use for another stream. */
const isTerminal = ({ stdout, json }: Session): boolean =>
  stdout.isTTY === true && stdout === process.stdout && !json && process.env.PAGER !== '';
