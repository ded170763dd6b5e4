import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { UsageError } from '../errors/usage-error.js';
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
  try {
    for await (const piece of pieces) {
      if (!pager.stdin.writable) break;
      if (!pager.stdin.write(piece)) await Promise.race([drained(pager.stdin), left]);
    }
  } finally {
    // Also where the pieces end in an error, which is told once the terminal is ours again.
    pager.stdin.end();
    await left;
  }
  if (pager.exitCode === NOT_FOUND)
    throw new UsageError(`Pager "${PAGER}" was not found: set PAGER to another one, or to nothing for no pager.`);
}

/** What a shell exits with when it finds no such program. */
const NOT_FOUND = 127;

/** Settles when there is room again, or nobody who reads: a failure shows as that. */
const drained = (stream: Writable): Promise<unknown> => once(stream, 'drain').catch(() => undefined);

/** A pager writes to the terminal of the process: it is of no use for another stream. */
const isTerminal = ({ stdout, json }: Session): boolean =>
  stdout.isTTY === true && stdout === process.stdout && !json && process.env.PAGER !== '';
