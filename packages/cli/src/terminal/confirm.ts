import { createInterface } from 'node:readline/promises';
import { UsageError } from '../errors/usage-error.js';
import type { Session } from '../session.js';

export interface Question {
  /** What will happen, as a sentence. */
  readonly warning: string;
  /** What has to be typed for it, such as the table's name. */
  readonly answer: string;
  /** Whether `--yes` was given. */
  readonly yes?: boolean | undefined;
}

/**
 * Asks before what cannot be undone.
 *
 * @returns whether the answer was the expected one.
 * @throws {UsageError} where nobody can answer.
 */
export async function confirm(session: Session, { warning, answer, yes }: Question): Promise<boolean> {
  if (yes) return true;
  const { stdin: input, stderr: output, signal } = session;
  if (!input.isTTY) throw new UsageError(`${warning} There is no terminal to confirm it on: pass --yes.`);
  const asking = createInterface({ input, output });
  asking.once('SIGINT', () => process.kill(process.pid, 'SIGINT'));
  try {
    return (await asking.question(`${warning}\nType "${answer}" to go on: `, { signal })).trim() === answer;
  } finally {
    asking.close();
  }
}
