import { copy, SameTableError } from '@eventsource/dynamodb';
import { KeptText } from '../../checkpoint/kept-text.js';
import { UsageError } from '../../errors/usage-error.js';
import type { ExitCode } from '../../exit-code.js';
import type { Session } from '../../session.js';
import type { CopyOptions } from './copy-command.js';
import { CopyReport } from './copy-report.js';
import { sourceOf, targetOf } from './places.js';
import { prepareTarget } from './prepare-target.js';

export async function copyStreams(session: Session, options: CopyOptions): Promise<ExitCode> {
  const [from, target] = [sourceOf(options), targetOf(options)];
  const { aggregate, stream, prefix, concurrency, dryrun: dryRun = false } = options;
  const kept = await KeptText.open(options.checkpoint);
  const report = new CopyReport(session, { dryRun });
  try {
    const totals = await copy({
      from,
      to: await prepareTarget(target, options, session),
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
    await kept.remove();
    return totals.conflicts > 0 ? 1 : 0;
  } catch (error) {
    report.stop();
    await kept.keep(session.stderr);
    throw error instanceof SameTableError ? new UsageError(error.message) : error;
  }
}
