import { describeTable } from '@eventsource/dynamodb';
import { loadApplication } from '../../application/load-application.js';
import type { KeptText } from '../../checkpoint/kept-text.js';
import { resumable } from '../../checkpoint/resumable.js';
import { connectionOf } from '../../connection/connection.js';
import type { ExitCode } from '../../exit-code.js';
import type { Session } from '../../session.js';
import { progressBar } from '../../terminal/progress-bar.js';
import { CheckpointFile } from './checkpoint-file.js';
import { Report } from './report.js';
import { Segments } from './segments.js';
import type { VerifyOptions } from './verify-command.js';

export const verifyTable = (session: Session, options: VerifyOptions): Promise<ExitCode> =>
  resumable(session, options.checkpoint, (kept) => verifyWith(kept, session, options));

async function verifyWith(kept: KeptText, session: Session, options: VerifyOptions): Promise<ExitCode> {
  const { name: table, module, segments, rcap, aggregate } = options;
  const application = module === undefined ? undefined : await loadApplication(module, options.export);
  const source = { table, ...connectionOf(options) };
  const { items } = await describeTable(source, { signal: session.signal });
  const file = CheckpointFile.of(kept, { table, segments });
  const report = new Report(session, progressBar(session, 'Verifying', items), file.found);
  const reading = new Segments({
    ...source,
    repository: application?.repository,
    ...(aggregate !== undefined && { addressOf: (key: string) => ({ aggregate, aggregateId: key }) }),
    readUnitsPerSecond: rcap / segments,
    signal: session.signal,
  });
  try {
    await reading.run(file, report);
    await report.end(reading.totals);
    return report.found > 0 ? 1 : 0;
  } finally {
    report.stop();
  }
}
