import { firehoseArchive, type ReplaySource, tableExport } from '@eventsource/lambda/replay';
import { UsageError } from '../../errors/usage-error.js';
import { folderOf } from './folder-of.js';
import type { ReplayCommandOptions } from './replay-command.js';

/** What is to be replayed. @throws {UsageError} */
export async function sourceOf(options: ReplayCommandOptions): Promise<ReplaySource> {
  const { format, exportId } = options;
  if (format === 'export') return tableExport(await folderOf(options), { exportId });
  if (exportId !== undefined)
    throw new UsageError(
      '--export-id only applies to an export, but --format says that this is an archive of Firehose.',
    );
  return firehoseArchive(await folderOf(options));
}
