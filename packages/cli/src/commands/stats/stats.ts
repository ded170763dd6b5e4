import { tableStats } from '@eventsource/dynamodb';
import { connectionOf } from '../../connection/connection.js';
import type { ExitCode } from '../../exit-code.js';
import { announceScan, progressText } from '../../scan/announce-scan.js';
import type { Session } from '../../session.js';
import { print } from '../../terminal/print.js';
import { progressBar } from '../../terminal/progress-bar.js';
import { reportText } from './report-text.js';
import type { StatsOptions } from './stats-command.js';

export async function stats(session: Session, options: StatsOptions): Promise<ExitCode> {
  const { name: table, top, rcap } = options;
  const connection = { table, ...connectionOf(options) };
  const { bytes, agreed } = await announceScan(session, connection, options);
  if (!agreed) return 1;
  const bar = progressBar(session, 'Counting', bytes);
  const { signal } = session;
  const counting = tableStats({
    ...connection,
    top,
    readUnitsPerSecond: rcap,
    signal,
    onProgress: (progress) => bar.update(progress.bytes, progressText(progress)),
  });
  const report = await counting.finally(() => bar.stop());
  await print(session, { table, ...report }, reportText(session, report));
  return 0;
}
