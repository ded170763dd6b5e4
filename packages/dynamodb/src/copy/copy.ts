import { setMaxListeners } from 'node:events';
import { CheckpointError } from '../errors/checkpoint-error.js';
import { systemTimer } from '../reading/timer.js';
import { type CopyNames, copyMarkIn } from './copy-checkpoint.js';
import type { CopyOptions } from './copy-options.js';
import type { CopyTotals } from './copy-totals.js';
import { Copying } from './copying.js';
import { Ledger } from './ledger.js';
import { openSource } from './open-source.js';
import { openTarget } from './open-target.js';
import { Selection } from './selection.js';
import type { Source } from './source.js';
import type { Target } from './target.js';

/**
 * Copies streams between tables, endpoints, accounts and files, every item exactly as it is: records, commit ids, snapshots
 * and whatever others put beside them.
 *
 * Nothing of the target is overwritten. Items that are there, the same byte for byte, count as copied, so that a copy
 * may be repeated, even later, to fetch what has been added to the source since. A stream in which the target holds
 * something else is a {@link CopyConflictError}, and stays as it is. A stream that holds more in the target, after
 * everything that the source holds, counts as copied.
 *
 * Items of a stream are written one after another, so that one which was interrupted holds its beginning. That
 * beginning may end within a commit of several items: loads refuse such a commit as incomplete until the copy has gone
 * on. Everything is read back and compared before it counts. A file gets its name only when it is whole.
 *
 * @returns what was done, since the first of the copies that went on from each other's checkpoints.
 * @throws {CopyConflictError} without `onConflict`.
 * @throws {UnverifiedCopyError} when something reads back differently.
 * @throws {ArchiveError} when a file is not a complete archive, before anything is written.
 * @throws {FileExistsError | SameTableError | CheckpointError} before anything is read.
 * @throws {RangeError} when an option is out of range.
 * @throws what reading and writing tables may throw, {@link ThrottledError} after about two minutes of it, and the signal's
 * reason.
 * @example
 * const { events, written } = await copy({ from: { table: 'orders' }, to: { file: 'orders.ndjson.gz' } });
 */
export async function copy(options: CopyOptions): Promise<CopyTotals> {
  const selection = selectionOf(options);
  const controller = new AbortController();
  const signal = AbortSignal.any([controller.signal, ...(options.signal ? [options.signal] : [])]);
  signal.throwIfAborted();
  // Each stream under way listens to it.
  setMaxListeners(0, signal);
  const opening = { ledger: new Ledger(), signal, timer: options.timer ?? systemTimer };
  const source = await openSource(options, selection, opening);
  try {
    const target = await openTarget(options, source, opening);
    try {
      const names = namesOf(options, source, target);
      if (options.checkpoint !== undefined) opening.ledger.resume(markIn(options.checkpoint, names, target));
      return await new Copying({ ...opening, source, target, selection, names, controller }, options).run();
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
}

function selectionOf(options: CopyOptions): Selection {
  const { concurrency = 1 } = options;
  if (Number.isInteger(concurrency) && concurrency > 0) return new Selection(options);
  throw new RangeError(
    `The option "concurrency" of a copy is ${concurrency}: it must be a whole number of at least 1.`,
  );
}

function namesOf({ aggregate, stream, prefix, dryRun }: CopyOptions, source: Source, target: Target): CopyNames {
  return { from: source.identity, to: target.identity, aggregate, stream, prefix, dryRun };
}

function markIn(checkpoint: string, names: CopyNames, target: Target) {
  if (target.resumable) return copyMarkIn(checkpoint, names);
  throw new CheckpointError('the target is a file, which is always written from its beginning.');
}
