import { writeFile } from 'node:fs/promises';
import { UsageError } from '../../errors/usage-error.js';
import type { ExitCode } from '../../exit-code.js';
import type { Session } from '../../session.js';
import { print, write } from '../../terminal/print.js';

interface Destination {
  readonly output?: string;
  readonly force?: true;
}

/**
 * Prints the text as it is, or writes it to a file.
 *
 * @throws {UsageError} when there is a file of that name, and nobody said that it may be replaced.
 */
export async function deliver(session: Session, text: string, { output, force }: Destination): Promise<ExitCode> {
  if (output === undefined) {
    await write(session, text);
    return 0;
  }
  try {
    await writeFile(output, text, { flag: force ? 'w' : 'wx' });
  } catch (error) {
    if (!isTaken(error)) throw error;
    throw new UsageError(
      `File "${output}" already exists and stays as it is: name another file, or replace it with --force.`,
    );
  }
  await print(session, { output }, `${output} is written.`);
  return 0;
}

const isTaken = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'EEXIST';
