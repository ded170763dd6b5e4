import { CheckpointFileError } from '../errors/checkpoint-file-error.js';
import { UsageError } from '../errors/usage-error.js';
import type { Session } from '../session.js';
import { KeptText } from './kept-text.js';

/**
 * Runs work that a later run of the same command can go on with, by what it keeps in a file. The file is there while the work
 * is unfinished, and is removed at its end.
 *
 * @param path undefined where nothing is to be kept.
 * @throws {UsageError} when the file cannot be written, before any work.
 * @throws {CheckpointFileError} when what an earlier run has left is none to go on with.
 */
export async function resumable<Result>(
  { stderr }: Session,
  path: string | undefined,
  work: (kept: KeptText) => Promise<Result>,
): Promise<Result> {
  const kept = await KeptText.open(path);
  const result = await work(kept).catch(async (error: unknown) => {
    const problem = path === undefined ? undefined : problemIn(error);
    if (path !== undefined && problem !== undefined) throw new CheckpointFileError(path, problem, { cause: error });
    if (!(error instanceof UsageError)) await kept.keep(stderr);
    throw error;
  });
  await kept.remove(stderr);
  return result;
}

/** What is wrong with a checkpoint, when that is the error. By name, since most commands need not load what throws it. */
function problemIn(error: unknown): string | undefined {
  const isCheckpoint = error instanceof Error && /^(Replay)?CheckpointError$/.test(error.name);
  return isCheckpoint && 'problem' in error ? String(error.problem) : undefined;
}
