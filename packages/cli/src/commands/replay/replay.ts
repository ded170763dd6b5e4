import { DynamoDbStore } from '@eventsource/dynamodb';
import { type ReplayOptions, type ReplayProgress, type ReplayTotals, replay } from '@eventsource/lambda/replay';
import { projectionsIn } from '../../application/projections-in.js';
import type { KeptText } from '../../checkpoint/kept-text.js';
import { resumable } from '../../checkpoint/resumable.js';
import { connectionOf } from '../../connection/connection.js';
import type { ExitCode } from '../../exit-code.js';
import type { Session } from '../../session.js';
import { bytes, count } from '../../terminal/figures.js';
import { DeliveryReport, type Stage } from '../delivery/delivery-report.js';
import type { ReplayCommandOptions } from './replay-command.js';
import { sourceOf } from './source-of.js';

export async function replayFiles(session: Session, options: ReplayCommandOptions): Promise<ExitCode> {
  const { table, projection: names = [] } = options;
  const from = await sourceOf(options);
  const consumers = await projectionsIn({ ...options, names });
  const store = table === undefined ? undefined : new DynamoDbStore({ table, ...connectionOf(options) });
  const what = { from, consumers, store, directory: options.directory };
  const replayed = resumable(session, options.checkpoint, (kept) => replayWith(kept, session, what));
  return replayed.finally(() => store?.close());
}

async function replayWith(kept: KeptText, session: Session, what: ReplayOptions): Promise<ExitCode> {
  const report = new DeliveryReport(session, what.consumers);
  try {
    const totals = await replay({
      ...what,
      checkpoint: kept.earlier,
      signal: session.signal,
      onFailure: (failure) => report.failure(failure),
      onWait: (wait) => report.waiting(wait),
      onProgress: (progress) => {
        report.progress(stageOf(progress));
        if (progress.checkpoint !== undefined) kept.set(progress.checkpoint);
      },
    });
    return await report.end(rowsOf(totals), totals);
  } finally {
    report.stop();
  }
}

function stageOf({ phase, totals, expected, delivered }: ReplayProgress): Stage {
  if (phase === 'reading') {
    const note = `${count(totals.lines)} lines of ${count(totals.files)} files`;
    return { label: 'Reading', done: totals.bytes, expected: expected.bytes, note };
  }
  const note = `${count(totals.events)} events of ${count(totals.streams)} streams`;
  return { label: 'Delivering', done: delivered, expected: expected.lines ?? 0, note };
}

const rowsOf = ({ files, bytes: size, lines, streams, events }: ReplayTotals): [string, string][] => [
  ['Files', count(files)],
  ['Size', bytes(size)],
  ['Lines', count(lines)],
  ['Streams', count(streams)],
  ['Events', count(events)],
];
