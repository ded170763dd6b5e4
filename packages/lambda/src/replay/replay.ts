import { setMaxListeners } from 'node:events';
import { tmpdir } from 'node:os';
import { namesOf } from './replay-mark.js';
import type { ReplayOptions } from './replay-options.js';
import type { ReplayTotals } from './replay-totals.js';
import { Replaying } from './replaying.js';
import { Sorter } from './sorting/sorter.js';

/** In bytes. */
const MEMORY = 64 * 1024 * 1024;

/**
 * Brings consumers up to date from files: an export of a table, or an archive of Firehose. All files are read, checked
 * and sorted first, in bounded memory; then each stream is delivered in order. Duplicates are taken once, and a
 * consumer does not get again what it has already taken: a replay may be interrupted and repeated, and may run beside
 * the live feed.
 *
 * What is stored after the files were written is left to the live feed, which loads what it misses from the store.
 *
 * @returns what was done; streams and events since the first of the replays that went on from each other's checkpoints.
 * @throws {ReplayFileError | FolderError} when a file is damaged or cannot be read. Nothing was delivered.
 * @throws {ContradictingFilesError} when two files hold different events for the same version.
 * @throws {DeliveryFailedError} without `onFailure`, when a consumer cannot take a stream. Its cause is a
 * {@link MissingEventsError} where the files lack events.
 * @throws {ConsumerUnavailableError} when a consumer can take nothing, whatever the stream: see {@link BulkDelivery}.
 * @throws {ReplayCheckpointError} when the checkpoint is invalid, or from another replay.
 * @throws {RangeError} when an option is out of range.
 * @throws the signal's reason.
 * @example
 * const from = tableExport(s3Folder({ bucket: 'exports', prefix: 'AWSDynamoDB/01693685827463-2d8752fd/' }));
 * const { events } = await replay({ from, consumers: container.resolve(Projections).consumers() });
 */
export async function replay(options: ReplayOptions): Promise<ReplayTotals> {
  const { from, consumers, signal, directory = tmpdir(), memory = MEMORY } = options;
  if (!(memory > 0)) throw new RangeError(`The option "memory" of a replay is ${memory}: it must be more than 0.`);
  if (consumers.length === 0)
    throw new RangeError('The option "consumers" of a replay is empty: it must hold at least one consumer.');
  signal?.throwIfAborted();
  // Each stream under way listens to it.
  if (signal) setMaxListeners(0, signal);
  const files = await from.files(signal && { signal });
  const sorter = await Sorter.in({ directory, memory, files: files.map(({ name }) => name), signal });
  try {
    return await new Replaying(files, namesOf(files, consumers), sorter, options).run();
  } finally {
    await sorter.close();
  }
}
