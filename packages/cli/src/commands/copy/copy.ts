import { copy, SameTableError } from '@eventsource/dynamodb';
import type { KeptText } from '../../checkpoint/kept-text.js';
import { resumable } from '../../checkpoint/resumable.js';
import { UsageError } from '../../errors/usage-error.js';
import type { ExitCode } from '../../exit-code.js';
import type { Session } from '../../session.js';
import type { CopyOptions } from './copy-command.js';
import { CopyReport } from './copy-report.js';
import { type Place, sourceOf, targetOf } from './places.js';
import { prepareTarget } from './prepare-target.js';

export const copyStreams = (session: Session, options: CopyOptions): Promise<ExitCode> => {
  const places = { from: sourceOf(options), to: targetOf(options) };
  return resumable(session, options.checkpoint, (kept) => copyWith(kept, session, options, places));
};

async function copyWith(
  kept: KeptText,
  session: Session,
  options: CopyOptions,
  { from, to }: { readonly from: Place; readonly to: Place },
): Promise<ExitCode> {
  const { aggregate, stream, prefix, concurrency, dryrun: dryRun = false } = options;
  const report = new CopyReport(session, { dryRun });
  try {
    const totals = await copy({
      from,
      to: await prepareTarget(to, options, session),
      ...{ aggregate, stream, prefix, concurrency, dryRun },
      checkpoint: kept.earlier,
      signal: session.signal,
      onConflict: (conflict) => report.conflict(conflict),
      onProgress: (progress) => {
        report.progress(progress);
        if (progress.checkpoint !== undefined) kept.set(progress.checkpoint);
      },
    });
    await report.end(totals);
    return totals.conflicts > 0 ? 1 : 0;
  } catch (error) {
    throw error instanceof SameTableError ? new UsageError(error.message) : error;
  } finally {
    report.stop();
  }
}
